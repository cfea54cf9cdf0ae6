/** Rows 11 and 43: what the running product writes to its log, after everybody said secrets. */
import assert from "node:assert/strict";
import { startDesk } from "../../bench/desk_process.ts";
import { call, type Client, connect, signIn } from "../../deploy/demo/client.ts";
import type { OpenResponse, VisitorSession } from "../../engine/contract/wire/http.ts";
import { journeyCompany } from "../support/journey_company.ts";

const WORDS = "紫色犀牛 on the roof";
const FORGED = `${WORDS}\r\n\u001b[31m{"level":"error"}`;
const NAME = "Ouyang Testperson";
const PHONE = "13800138471";
const WRONG = "wrong-horse-battery";

const tried = (attempt: Promise<unknown>) => attempt.catch(() => undefined);

/** A visitor and staff who say, mistype and send all that must stay between them. */
async function everything(base: string, password: string): Promise<string[]> {
  const nobody: Client = { base, headers: {} };
  const request = { route: "qishan-web", language: "zh" };
  const session = await call<VisitorSession>(nobody, "POST", "/api/v1/visitor/sessions", request);
  const self = { base, headers: { authorization: `Bearer ${session.token}` } };
  const opened = await call<OpenResponse>(self, "POST", "/api/v1/visitor/conversations", {
    ...request,
    message: { kind: "text", text: WORDS },
    facts: { page: `https://shop.example/?q=${NAME}` },
  });
  const path = `/api/v1/visitor/conversations/${opened.conversation}`;
  const line = await connect(self, "visitor", () => {});
  line.send({
    type: "message",
    id: "m1",
    conversation: opened.conversation,
    body: { text: WORDS },
  });
  await tried(call(self, "POST", `${path}/leave`, { name: NAME, phone: PHONE, text: WORDS }));
  await tried(call(self, "POST", `${path}/messages`, { body: { kind: FORGED, text: FORGED } }));
  await tried(call(self, "GET", `${path}/entries?token=${session.token}`));
  await tried(call(nobody, "GET", `/api/v1/session?password=${WRONG}`));
  await tried(signIn(base, `${NAME}\r\n\u001b[31m`, WRONG));
  const admin = await signIn(base, "admin", password);
  const key = await call<{ key: string }>(admin, "POST", "/api/v1/api-keys", {
    name: "ERP",
    scopes: ["roster:read"],
    days: 1,
  });
  const program = { base, headers: { authorization: `Bearer ${key.key}` } };
  await tried(call(program, "GET", "/api/v1/accounts"));
  const ticket = await call<{ ticket: string }>(self, "POST", "/api/v1/visitor/tickets", {});
  await tried(call(admin, "POST", `/api/v1/visitors/${session.visitor}/card`, { name: NAME }));
  line.close();
  const cookie = admin.headers.cookie.split("=")[1];
  return [session.token, key.key, ticket.ticket, cookie, password];
}

Deno.test("attack 11, 43 - no token, password, name or word of a message reaches the log", async () => {
  const folder = await Deno.makeTempDir({ prefix: "tidegate-logs-" });
  const company = journeyCompany();
  const desk = await startDesk(`${folder}/data`, company);
  try {
    const ready = desk.output().length;
    const secrets = await everything(desk.base, company.password);
    await desk.stop();
    const log = desk.output().slice(ready);
    const lines = log.split("\n").filter(Boolean);
    assert.ok(lines.length >= 5, "something was refused, and told");
    for (const secret of [...secrets, NAME, PHONE, WRONG, "紫色犀牛", "on the roof"]) {
      assert.ok(!log.includes(secret), `the log holds ${secret.slice(0, 6)}…`);
    }
    for (const line of lines.filter((one) => one.startsWith("{"))) JSON.parse(line);
    // deno-lint-ignore no-control-regex
    assert.doesNotMatch(log, /[\x00-\x08\x0b-\x1f]/);
    console.log(`${lines.length} lines hold none of ${secrets.length + 5} secrets`);
  } finally {
    await desk.stop();
    await Deno.remove(folder, { recursive: true });
  }
});
