import assert from "node:assert/strict";
import type { Reply } from "../contract/wire/commands.ts";
import { agentRecord, closing, opening, saying } from "../../tests/support/virtual/company.ts";
import { createStage } from "../../tests/support/virtual/stage.ts";

async function open() {
  const stage = createStage(2);
  await stage.employ({ lin: agentRecord(2, ["presale"]) });
  return stage;
}

const again = (reply: Reply): Reply => ({ ...reply, repeated: true } as Reply);

Deno.test("repeat - a durable command is answered from its own events, once and for all", async () => {
  const stage = await open();
  const first = await stage.ask(opening("c1"));
  await stage.ask(saying("c1", 1));
  await stage.ask(closing("c1", "agent:lin"));
  const stored = stage.journal.entries.length;
  assert.deepEqual(await stage.ask(opening("c1")), again(first));
  assert.equal(stage.journal.entries.length, stored);
});

Deno.test("repeat - the same id with another body is a conflict", async () => {
  const stage = await open();
  await stage.ask(opening("c1"));
  const other = opening("c1", { topic: "delivery" });
  const error = { code: "conflict", conflict: "keyReused" };
  assert.deepEqual(await stage.ask(other), { ok: false, error });
});

Deno.test("repeat - the same id of another principal is another command", async () => {
  const stage = await open();
  await stage.ask(opening("c1"));
  const theirs = { ...opening("c2"), id: "open-c1" };
  assert.equal((await stage.ask(theirs)).ok, true);
});

Deno.test("repeat - a refusal is decided anew", async () => {
  const stage = await open();
  const early = await stage.ask(saying("c1", 1));
  assert.deepEqual(early, { ok: false, error: { code: "not_found" } });
  await stage.ask(opening("c1"));
  assert.equal((await stage.ask(saying("c1", 1))).ok, true);
});

Deno.test("repeat - is recognised by the next process, from journal and from snapshot", async () => {
  const stage = await open();
  const first = await stage.ask(opening("c1"));
  stage.process.kill();
  stage.start("second");
  assert.deepEqual(await stage.ask(opening("c1")), again(first));
});

Deno.test("repeat - after two minutes the conversation's own id still says conflict", async () => {
  const stage = await open();
  await stage.ask(opening("c1"));
  await stage.simulation.pass(121_000);
  await stage.ask(opening("c2"));
  const late = await stage.ask(opening("c1"));
  assert.ok(!late.ok);
  assert.equal(late.error.code, "conflict");
  assert.equal(late.error.conversation, "c1");
});
