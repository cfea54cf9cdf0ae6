/**
 * Features: A9, A10, E4. What decides on the real parts: a bot answers first, a decision of the engine is explained, and a
 * draft is tried on the day that is going on.
 */
import assert from "node:assert/strict";
import { DEMO_PASSWORD } from "../../deploy/demo/people.ts";
import { call, type Client, connect, signIn } from "../../deploy/demo/client.ts";
import type {
  ConfigurationAdmin,
  ConfigurationDraft,
} from "../../engine/contract/wire/http_configuration.ts";
import type { SimulationProgress } from "../../engine/contract/wire/simulation.ts";
import type { Explanation } from "../../engine/contract/wire/explanation.ts";
import type { OpenResponse, VisitorSession } from "../../engine/contract/wire/http.ts";
import { startCluster } from "../support/cluster.ts";
import { until } from "../support/until.ts";

const folder = await Deno.makeTempDir({ prefix: "tidegate-decisions-" });
const few = ["--servers", "1", "--engines", "1", "--gateways", "1"];
const cluster = await startCluster(`${folder}/data`, few);
const { base } = cluster;

/** A day of fewer visits says nothing about a draft. */
const ENOUGH_TO_JUDGE = 30;

/** A visitor who asks at an entrance, and the conversation that came of it. */
async function asking(route: string, text: string) {
  const nobody: Client = { base, headers: {} };
  const begin = { route, language: "en" };
  const { token } = await call<VisitorSession>(nobody, "POST", "/api/v1/visitor/sessions", begin);
  const self: Client = { base, headers: { authorization: `Bearer ${token}` } };
  const asked = { ...begin, message: { kind: "text", text } };
  const path = "/api/v1/visitor/conversations";
  const { conversation } = await call<OpenResponse>(self, "POST", path, asked);
  const entries = () => call<unknown>(self, "GET", `${path}/${conversation}/entries`);
  const leave = () => call(self, "POST", `${path}/${conversation}/close`, {});
  return { conversation, entries, leave };
}

Deno.test("cluster - a bot answers where it comes first", async () => {
  const { entries } = await asking("qishan-bot", "How can I return the jacket?");
  await until(
    "the bot's answer",
    async () => JSON.stringify(await entries()).includes("Within 7 days of delivery"),
  );
});

Deno.test("cluster - an admin is told why a conversation went to an agent", async () => {
  const lin = await signIn(base, "lin", DEMO_PASSWORD);
  await call(lin, "POST", "/api/v1/agent/presence", { presence: "online" });
  const { conversation } = await asking("qishan-web", "Is this in stock?");
  const admin = await signIn(base, "admin", DEMO_PASSWORD);
  const path = `/api/v1/conversations/${conversation}/explain`;
  const explanation = await call<Explanation>(admin, "GET", path);
  assert.equal(explanation.conversation, conversation);
  assert.ok(explanation.candidates.some(({ agent }) => agent === "lin"));
});

Deno.test("cluster - an admin tries a draft on today and sees it to its end", async () => {
  const lin = await signIn(base, "lin", DEMO_PASSWORD);
  const line = await connect(lin, "agent", () => {});
  await call(lin, "POST", "/api/v1/agent/presence", { presence: "online" });
  for (let n = 0; n < ENOUGH_TO_JUDGE; n++) {
    const { leave } = await asking("qishan-web", `Question ${n}`);
    await leave();
  }
  line.close();
  const admin = await signIn(base, "admin", DEMO_PASSWORD);
  const { document, draft } = await call<ConfigurationAdmin>(admin, "GET", "/api/v1/config");
  const written = { edition: draft?.edition ?? 0, document };
  const { edition } = await call<ConfigurationDraft>(admin, "PUT", "/api/v1/config/draft", written);
  const [{ timeZone }] = document.shops as { timeZone: string }[];
  const day = new Date().toLocaleDateString("sv-SE", { timeZone });
  const path = "/api/v1/simulations";
  const { simulation } = await call<{ simulation: string }>(admin, "POST", path, { day, edition });
  let last: SimulationProgress | undefined;
  await until("the end of the what-if", async () => {
    last = await call<SimulationProgress>(admin, "GET", `${path}/${simulation}`);
    return last.state !== "running";
  });
  assert.ok(last?.state === "finished", JSON.stringify(last));
  assert.ok(last.result.visits >= ENOUGH_TO_JUDGE);
});

Deno.test("cluster - the cluster of these tests ends", async () => {
  await cluster.stop();
  await Deno.remove(folder, { recursive: true });
});
