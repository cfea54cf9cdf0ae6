import assert from "node:assert/strict";
import * as core from "../core/mod.ts";
import {
  agentRecord,
  closing,
  GATEWAY,
  opening,
  saying,
} from "../../tests/support/virtual/company.ts";
import {
  createStage,
  foldedBytes,
  plantedCore,
  type Sent,
  type Stage,
} from "../../tests/support/virtual/stage.ts";

/** A few hundred random commands while processes die and the journal loses and doubles things. */
async function live(stage: Stage, commands: number, faults: boolean): Promise<Sent[]> {
  const { simulation } = stage;
  const sent: Sent[] = [];
  if (faults) {
    Object.assign(stage.journal.faults, {
      delayMs: [1, 40],
      requestLost: 0.03,
      replyLost: 0.03,
      requestDoubled: 0.05,
    });
  }
  for (let n = 0; n < commands; n++) {
    const of = `c${simulation.between(0, 40)}`;
    const agent = simulation.chance(0.5) ? "agent:lin" : "agent:xu";
    const choices = [
      () => opening(of),
      () => saying(of, simulation.between(0, 20)),
      () => saying(of, `a${simulation.between(0, 20)}`, agent),
      () => closing(of, agent),
    ];
    sent.push(stage.send(choices[simulation.between(0, choices.length - 1)]()));
    if (simulation.chance(0.05)) stage.process.engine.bus.hello(GATEWAY);
    await simulation.pass(simulation.between(0, 50));
    if (faults && simulation.chance(0.02)) await dieAndReturn(stage, `life ${n}`);
  }
  Object.assign(stage.journal.faults, { requestLost: 0, replyLost: 0, requestDoubled: 0 });
  await simulation.pass(5_000);
  return sent;
}

async function dieAndReturn(stage: Stage, owner: string): Promise<void> {
  if (stage.simulation.chance(0.3)) await stage.snapshot();
  stage.process.kill();
  stage.simulation.skip(stage.simulation.between(0, 2_000));
  stage.start(owner);
}

const agents = { lin: agentRecord(3, ["presale"]), xu: agentRecord(2, ["orders", "aftersale"]) };

Deno.test("restart - live memory equals the fold of the journal, byte for byte", async () => {
  const watched = plantedCore();
  const stage = createStage(11, watched);
  await stage.employ(agents);
  await live(stage, 400, false);
  assert.deepEqual(core.encode(watched.state()), await foldedBytes(stage));
});

for (const seed of [21, 22, 23, 24, 25, 26]) {
  Deno.test(`restart - nothing acknowledged is lost or doubled over many lives, seed ${seed}`, async () => {
    const watched = plantedCore();
    const stage = createStage(seed, watched);
    await stage.employ(agents);
    const sent = await live(stage, 400, true);
    await stage.simulation.until(stage.ready);
    assert.deepEqual(core.encode(watched.state()), await foldedBytes(stage));
    const messages = stage.events().flatMap((of) =>
      of.type === "conversation.messaged" ? [of.message] : []
    );
    assert.equal(new Set(messages).size, messages.length);
    for (const { command: of, reply } of sent) {
      if (!reply?.ok) continue;
      if (of.type === "conversation.message") assert.ok(messages.includes(of.message));
    }
    assert.deepEqual(stage.process.deadLetters, []);
    const epochs = stage.batches().map((batch) => batch.epoch);
    assert.deepEqual(epochs, [...epochs].sort((left, right) => left - right));
  });
}

Deno.test("restart - with every snapshot deleted memory is the same", async () => {
  const fromSnapshot = plantedCore();
  const stage = createStage(12, fromSnapshot);
  await stage.employ(agents);
  await live(stage, 200, false);
  await stage.snapshot();
  await live(stage, 100, false);
  await stage.process.engine.stop();
  stage.start("with snapshots");
  await stage.simulation.until(stage.ready);
  assert.deepEqual(core.encode(fromSnapshot.state()), await foldedBytes(stage));
  for (const name of await stage.snapshots.list()) await stage.snapshots.remove(name);
  await stage.process.engine.stop();
  stage.start("without");
  await stage.simulation.until(stage.ready);
  assert.deepEqual(core.encode(fromSnapshot.state()), await foldedBytes(stage));
});

Deno.test("restart - the tail of a live conversation is there, snapshot or not", async () => {
  const stage = createStage(13);
  await stage.employ(agents);
  await stage.ask(opening("c1"));
  for (let n = 0; n < 5; n++) await stage.ask(saying("c1", n));
  const before = await stage.query("conversation.tail", { conversation: "c1", after: 0 });
  await stage.snapshot();
  stage.process.kill();
  stage.start("second");
  await stage.simulation.until(stage.ready);
  const after = await stage.query("conversation.tail", { conversation: "c1", after: 0 });
  assert.ok(before.ok && after.ok);
  assert.deepEqual(after.answer, before.answer);
  assert.equal(after.answer.events.length, 7);
});
