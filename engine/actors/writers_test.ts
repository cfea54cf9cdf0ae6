import assert from "node:assert/strict";
import { agentRecord, employ, opening } from "../../tests/support/virtual/company.ts";
import { createStage, type Stage } from "../../tests/support/virtual/stage.ts";

async function open(seed = 3) {
  const stage = createStage(seed);
  await stage.employ({ lin: agentRecord(2, ["presale"]) });
  return stage;
}

const opened = (stage: Stage) =>
  stage.events().flatMap((of) => of.type === "conversation.opened" ? [of.conversation] : []);
const epochs = (stage: Stage) => stage.batches().map((batch) => batch.epoch);

Deno.test("writers - of two owners the later fence wins, and the earlier stops at its next append", async () => {
  const stage = await open();
  const first = stage.process;
  stage.start("second");
  await stage.simulation.until(stage.ready);
  const late: { ok?: boolean } = {};
  void first.engine.bus.command(opening("c1")).then((reply) => late.ok = reply.ok);
  await stage.simulation.pass(100);
  assert.equal(late.ok, false);
  assert.deepEqual(first.engine.partitions()[0].state, "stopped");
  assert.equal(first.alarms.at(-1)?.kind, "superseded");
  assert.equal((await stage.ask(opening("c1"))).ok, true);
  assert.deepEqual(opened(stage), ["c1"]);
  assert.deepEqual(epochs(stage), [...epochs(stage)].sort((a, b) => a - b));
});

Deno.test("writers - a stopped owner refuses whatever comes", async () => {
  const stage = await open();
  const first = stage.process;
  stage.start("second");
  await stage.simulation.until(stage.ready);
  stage.process = first;
  await stage.ask(opening("c1"));
  const reply = await stage.ask(opening("c2"));
  assert.ok(!reply.ok && reply.error.code === "unavailable");
});

Deno.test("writers - two that start at once take turns, and one epoch has one owner", async () => {
  const stage = await open();
  stage.process.kill();
  stage.journal.faults.delayMs = [1, 20];
  const both = [stage.start("second"), stage.start("third")];
  await stage.simulation.pass(60_000);
  const taken = stage.events().filter((of) => of.type === "partition.taken");
  assert.equal(new Set(taken.map((of) => of.epoch)).size, taken.length);
  const states = both.map((one) => one.engine.partitions()[0].state);
  assert.ok(states.includes("deciding"));
});

Deno.test("writers - an append whose reply was lost is stored once and answered once", async () => {
  const stage = await open();
  stage.journal.faults.replyLost = 1;
  const sent = stage.send(opening("c1"));
  await stage.simulation.pass(1_000);
  assert.deepEqual(opened(stage), ["c1"]);
  assert.ok(!("reply" in sent));
  stage.journal.faults.replyLost = 0;
  await stage.simulation.pass(3_000);
  assert.equal(sent.reply?.ok, true);
  assert.deepEqual(opened(stage), ["c1"]);
  assert.equal(stage.simulation.marks.get("append duplicate"), 1);
});

Deno.test("writers - a full journal refuses everything, and goes on when there is room", async () => {
  const stage = await open();
  stage.journal.faults.full = true;
  const sent = [opening("c1"), opening("c2")].map(stage.send);
  await stage.simulation.pass(100);
  const codes = sent.map(({ reply }) => reply?.ok === false && reply.error.code);
  assert.deepEqual(codes, ["unavailable", "unavailable"]);
  await stage.simulation.pass(1_000);
  assert.equal(stage.process.engine.partitions()[0].state, "full");
  const meanwhile = await stage.ask(opening("c3"));
  assert.ok(!meanwhile.ok && meanwhile.error.code === "unavailable");
  assert.deepEqual(opened(stage), []);
  stage.journal.faults.full = false;
  await stage.simulation.until(stage.ready);
  assert.equal((await stage.ask(opening("c1"))).ok, true);
  assert.deepEqual(opened(stage), ["c1"]);
  assert.equal(stage.process.alarms[0].kind, "journalFull");
});

Deno.test("writers - opens stop at 90 % of the journal, messages do not", async () => {
  const stage = await open();
  await stage.ask(opening("c1"));
  const { bytes } = await stage.journal.open({}).fill();
  stage.journal.faults.bytesMax = Math.floor(bytes / 0.9);
  await stage.simulation.pass(6_000);
  const refused = await stage.ask(opening("c2"));
  assert.deepEqual(refused, { ok: false, error: { code: "busy", retryAfterMs: 30_000 } });
  assert.ok(stage.process.alarms.some(({ kind }) => kind === "journalNearlyFull"));
});

Deno.test("writers - a snapshot that cannot be read costs nothing but time", async () => {
  const stage = await open();
  await stage.ask(opening("c1"));
  await stage.snapshot();
  await stage.ask(opening("c2"));
  stage.snapshots.damage();
  stage.process.kill();
  const process = stage.start("second");
  await stage.simulation.until(stage.ready);
  assert.equal(process.alarms[0].kind, "snapshotUnusable");
  assert.ok((await stage.query("conversation.get", { conversation: "c2" })).ok);
});

Deno.test("writers - stop waits for the append, answers, and takes nothing more", async () => {
  const stage = await open();
  stage.journal.faults.delayMs = [500, 500];
  const sent = [opening("c1"), opening("c2")].map(stage.send);
  let stopped = false;
  void stage.process.engine.stop().then(() => stopped = true);
  const after = await stage.ask(opening("c3"));
  assert.ok(!after.ok && after.error.code === "unavailable");
  await stage.simulation.pass(5_000);
  assert.deepEqual([stopped, ...sent.map(({ reply }) => reply?.ok)], [true, true, true]);
});

Deno.test("writers - a publish whose document comes after the stop is answered", async () => {
  const stage = createStage(9);
  await stage.simulation.until(stage.ready);
  const [publish] = await employ(stage.process.engine.bus, {});
  const sent = stage.send(publish);
  await stage.process.engine.stop();
  await stage.simulation.pass(0);
  assert.ok(sent.reply !== undefined && !sent.reply.ok);
  assert.equal(sent.reply.error.code, "unavailable");
});
