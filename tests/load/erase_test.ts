/** After an erasure a visitor's words are in no file of the data folder, and the promises hold. */
import assert from "node:assert/strict";
import { startDesk } from "../../bench/desk_process.ts";
import { call, type Client, signIn } from "../../deploy/demo/client.ts";
import type { OpenResponse, VisitorSession } from "../../engine/contract/wire/http.ts";
import { journeyCompany } from "../support/journey_company.ts";

const PHRASE = "紫色犀牛在屋顶喝茶";
const NAME = "欧阳测试员";

/** Files below a folder that hold one of the needles, in UTF-8. */
async function holding(folder: string, needles: string[]): Promise<string[]> {
  const found: string[] = [];
  for await (const entry of Deno.readDir(folder)) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory) found.push(...await holding(path, needles));
    if (!entry.isFile) continue;
    const text = new TextDecoder("latin1").decode(await Deno.readFile(path));
    const there = needles.some((needle) =>
      text.includes(new TextDecoder("latin1").decode(new TextEncoder().encode(needle)))
    );
    if (there) found.push(path);
  }
  return found;
}

async function task(script: string, args: string[]): Promise<number> {
  const cwd = new URL("../../", import.meta.url);
  const command = new Deno.Command(Deno.execPath(), { args: ["run", "-A", script, ...args], cwd });
  return (await command.output()).code;
}

/** Waits until the records show the phrase, so that there is something to erase. */
async function recorded(folder: string): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    if ((await holding(folder, [PHRASE])).length > 0) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error("the phrase never reached the records");
}

Deno.test("attack 52 - an erased visitor's words are in no file, and verify passes", async () => {
  const folder = await Deno.makeTempDir({ prefix: "tidegate-erase-" });
  const data = `${folder}/data`;
  const company = journeyCompany();
  const desk = await startDesk(data, company);
  try {
    const request = { route: "qishan-web", language: "zh" };
    const nobody: Client = { base: desk.base, headers: {} };
    const session = await call<VisitorSession>(nobody, "POST", "/api/v1/visitor/sessions", request);
    const self = { ...nobody, headers: { authorization: `Bearer ${session.token}` } };
    const opened = await call<OpenResponse>(self, "POST", "/api/v1/visitor/conversations", {
      ...request,
      message: { kind: "text", text: PHRASE },
      facts: { page: `https://shop.example/${PHRASE}` },
    });
    const path = `/api/v1/visitor/conversations/${opened.conversation}`;
    await call(self, "POST", `${path}/leave`, { name: NAME, phone: "13800138000", text: PHRASE });
    await recorded(data);
    const admin = await signIn(desk.base, "admin", company.password);
    await call(admin, "POST", `/api/v1/visitors/${session.visitor}/erase`, {});
    assert.equal(await task("deploy/erase.ts", ["--now", "--data", data]), 0);
    assert.deepEqual(await holding(data, [PHRASE, NAME]), []);
    assert.equal(await task("deploy/verify.ts", ["--data", data]), 0);
  } finally {
    await desk.stop();
    await Deno.remove(folder, { recursive: true });
  }
});
