import assert from "node:assert/strict";
import {
  agentRecord,
  closing,
  opening,
  saying,
  WORKSPACE,
} from "../../tests/support/virtual/company.ts";
import { createStage } from "../../tests/support/virtual/stage.ts";

async function open(agents = { lin: agentRecord(2, ["presale"]) }) {
  const stage = createStage(1);
  await stage.employ(agents);
  return stage;
}

Deno.test("gate - nothing leaves before the batch it was decided on is durable", async () => {
  const stage = await open();
  stage.journal.faults.delayMs = [1_000, 1_000];
  const before = stage.journal.entries.length;
  const feedsBefore = stage.feeds.length;
  const accepted = stage.send(opening("c1"));
  const repeated = stage.send(opening("c1"));
  const refused = stage.send(closing("nowhere", "agent:lin"));
  let answered = 0;
  const { bus } = stage.process.engine;
  void bus.query(WORKSPACE, "conversation.get", { conversation: "c1" }).then(() => answered++);
  void bus.query(WORKSPACE, "conversation.tail", { conversation: "c1", after: 0 })
    .then(() => answered++);
  await stage.simulation.pass(999);
  assert.equal(stage.journal.entries.length, before);
  await stage.simulation.pass(1);
  assert.equal(stage.journal.entries.length, before + 1);
  const replies = [accepted.reply, repeated.reply, refused.reply];
  assert.deepEqual(replies, [undefined, undefined, undefined]);
  assert.deepEqual([answered, stage.feeds.length], [0, feedsBefore]);
  await stage.simulation.pass(1_000);
  assert.equal(accepted.reply?.ok, true);
  assert.deepEqual(repeated.reply, { ...accepted.reply, repeated: true });
  assert.deepEqual(refused.reply, { ok: false, error: { code: "not_found" } });
  assert.deepEqual([answered, stage.feeds.length], [2, feedsBefore + 1]);
});

Deno.test("gate - a refusal that read only durable state leaves at once", async () => {
  const stage = await open();
  stage.journal.faults.delayMs = [1_000, 1_000];
  const refused = stage.send(closing("nowhere", "agent:lin"));
  await stage.simulation.pass(0);
  assert.equal(refused.reply?.ok, false);
});

Deno.test("gate - an answer names the batch that it read", async () => {
  const stage = await open();
  await stage.ask(opening("c1"));
  const answer = await stage.query("conversation.get", { conversation: "c1" });
  assert.ok(answer.ok);
  assert.equal(answer.batch, stage.journal.entries.length);
  assert.equal(stage.feeds.at(-1)?.batch, stage.journal.entries.length);
});

Deno.test("gate - one batch is in flight; what comes meanwhile shares the next", async () => {
  const stage = await open();
  stage.journal.faults.delayMs = [100, 100];
  const before = stage.journal.entries.length;
  const sent = [];
  for (let n = 0; n < 50; n++) {
    sent.push(stage.send(opening(`c${n}`)));
    await stage.simulation.pass(1);
    assert.ok(stage.process.engine.gauges().partitions[0].appendsInFlight <= 1);
  }
  await stage.simulation.pass(1_000);
  assert.ok(sent.every(({ reply }) => reply?.ok));
  assert.equal(stage.journal.entries.length, before + 2);
  assert.deepEqual(stage.batches().slice(before).map((batch) => batch.commands.length), [1, 49]);
});

Deno.test("gate - a batch closes at 900 KB and the mailbox waits", async () => {
  const stage = await open();
  await stage.ask(opening("c1"));
  stage.journal.faults.delayMs = [100, 100];
  const before = stage.journal.entries.length;
  const sent = [];
  for (let n = 0; n < 200; n++) {
    const message = saying("c1", n);
    sent.push(stage.send({ ...message, sealed: `k.${"A".repeat(20_000)}` } as typeof message));
  }
  const [gauges] = stage.process.engine.gauges().partitions;
  assert.ok(gauges.fillingBytes >= 900_000 && gauges.fillingBytes < 1_000_000);
  assert.ok(gauges.mailboxDepth > 100);
  await stage.simulation.pass(5_000);
  assert.ok(sent.every(({ reply }) => reply?.ok));
  const sizes = stage.journal.entries.slice(before).map(({ encoded }) => encoded.length);
  assert.ok(sizes.length >= 5 && sizes.every((bytes) => bytes < 1_000_000), String(sizes));
});

Deno.test("batches - at once when idle, and the further apart the more the last one held", async () => {
  const stage = await open({ lin: agentRecord(50, ["presale"]) });
  stage.journal.faults.delayMs = [0, 0];
  await stage.simulation.pass(1_000);
  const before = stage.journal.entries.length;
  const stored = () => stage.journal.entries.length - before;
  stage.send(opening("c1"));
  await stage.simulation.pass(0);
  assert.equal(stored(), 1);
  for (let number = 2; number <= 21; number++) stage.send(opening(`c${number}`));
  await stage.simulation.pass(1);
  assert.equal(stored(), 1);
  await stage.simulation.pass(1);
  assert.equal(stored(), 2);
  stage.send(opening("c22"));
  await stage.simulation.pass(7);
  assert.equal(stored(), 2);
  await stage.simulation.pass(1);
  assert.equal(stored(), 3);
});
