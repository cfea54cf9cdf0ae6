/** What `/readyz` says of companies whose partitions are not there, or not yet. */
import assert from "node:assert/strict";
import { refusal } from "../../engine/contract/wire/refusals.ts";
import { buildApp } from "../app.ts";
import type { Gateway } from "../context.ts";
import { openHouse } from "../testing/house.ts";

const house = await openHouse();
globalThis.addEventListener("unload", () => void house.close());

type Answers = "unavailable" | "not_found" | "never";

/** A gateway of these companies, which answer as the test says. */
function gatewayOf(answers: Map<string, Answers>, more: Partial<Gateway> = {}) {
  let now = 0;
  let asked = 0;
  const query = (workspace: string) => {
    asked++;
    const answer = answers.get(workspace)!;
    if (answer === "never") return new Promise(() => {});
    return Promise.resolve({ ok: false, error: refusal(answer) });
  };
  const { gateway } = house;
  const app = buildApp({
    ...gateway,
    ...more,
    bus: { ...gateway.bus, query: query as Gateway["bus"]["query"] },
    clock: { ...gateway.clock, monotonic: () => now },
    settings: {
      ...gateway.settings,
      workspaces: [...answers.keys()].map((id) => ({ id, name: { zh: id, en: id } })),
    },
  }, () => ({}));
  return {
    asked: () => asked,
    async ready(peer = "127.0.0.1") {
      now += 1_000;
      const answer = await app.fetch(new Request("http://desk.test/readyz"), { peer });
      return { status: answer.status, ...await answer.json() };
    },
  };
}

const AWAY = { ok: false, says: "it does not answer yet" };

Deno.test("health - not ready until every company answers, and says which do not", async () => {
  const answers = new Map<string, Answers>([
    ["qishan", "not_found"],
    ["yunling", "unavailable"],
    ["haifeng", "never"],
  ]);
  const { ready } = gatewayOf(answers);
  const early = await ready();
  assert.deepEqual([early.status, early.ok, early.parts.engine], [503, false, { ok: true }]);
  assert.deepEqual(early.parts["workspace yunling"], AWAY);
  assert.deepEqual(early.parts["workspace haifeng"], AWAY);
  assert.equal(early.parts["workspace qishan"], undefined);
  assert.deepEqual(await ready("192.0.2.7"), { status: 503, ok: false });

  answers.set("yunling", "not_found");
  const { status, parts } = await ready();
  assert.deepEqual([status, parts["workspace yunling"]], [503, undefined]);
  answers.delete("haifeng");
  const whole = gatewayOf(answers);
  assert.equal((await whole.ready()).status, 200);
});

Deno.test("health - a company that is away later is named, and the others are not turned away", async () => {
  const answers = new Map<string, Answers>([["qishan", "not_found"], ["yunling", "not_found"]]);
  const { ready } = gatewayOf(answers);
  assert.deepEqual([(await ready()).status, (await ready()).degraded], [200, undefined]);
  answers.set("qishan", "unavailable"); // its owner was killed
  const { status, degraded, parts } = await ready();
  assert.deepEqual([status, degraded, parts["workspace qishan"]], [200, true, AWAY]);
  answers.set("yunling", "unavailable");
  assert.deepEqual([(await ready()).status, (await ready()).parts.engine.ok], [503, false]);
});

Deno.test("health - a company that never comes keeps a new gateway from the others for a while only", async () => {
  const answers = new Map<string, Answers>([["qishan", "not_found"], ["yunling", "unavailable"]]);
  const { ready } = gatewayOf(answers);
  for (let second = 0; second < 20; second++) assert.equal((await ready()).status, 503);
  const { status, degraded, parts } = await ready();
  assert.deepEqual([status, degraded, parts["workspace yunling"]], [200, true, AWAY]);
});

Deno.test("health - when no company answers it is the engine that is missing", async () => {
  const answers = new Map<string, Answers>([["qishan", "unavailable"], ["yunling", "unavailable"]]);
  const { status, parts } = await gatewayOf(answers).ready();
  assert.deepEqual([status, parts.engine], [503, { ok: false, says: "no answer" }]);
});

Deno.test("health - a stopped company is not waited for, and one that is silent is asked once", async () => {
  const answers = new Map<string, Answers>([["qishan", "not_found"], ["yunling", "unavailable"]]);
  const stopped = gatewayOf(answers, { stopped: () => ["yunling"] });
  assert.equal((await stopped.ready()).status, 200);
  const silent = gatewayOf(new Map<string, Answers>([["qishan", "never"]]));
  await silent.ready();
  await silent.ready();
  assert.equal(silent.asked(), 1);
});

Deno.test("health - of very many companies that do not answer the first are named, the rest counted", async () => {
  const many = Array.from({ length: 60 }, (_, at) => [`company-${at}`, "unavailable"] as const);
  const { parts } = await gatewayOf(new Map<string, Answers>([["a", "not_found"], ...many]))
    .ready();
  assert.deepEqual(parts["workspace company-0"], AWAY);
  assert.deepEqual(parts["other workspaces"], { ok: false, says: "40 more do not answer yet" });
});
