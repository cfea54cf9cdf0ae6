import assert from "node:assert/strict";
import {
  agentRecord,
  GATEWAY,
  opening,
  PARTITION,
  saying,
} from "../../tests/support/virtual/company.ts";
import { createVirtualLeases } from "../../tests/support/virtual/leases.ts";
import { startVirtualMember } from "../../tests/support/virtual/member.ts";
import { createNetwork } from "../../tests/support/virtual/network.ts";
import { createStage, type Stage } from "../../tests/support/virtual/stage.ts";

async function open(seed = 9) {
  const stage = createStage(seed);
  await stage.employ({ lin: agentRecord(3, ["presale"]) });
  return stage;
}

const count = (stage: Stage, type: string) =>
  stage.events().filter((of) => of.type === type).length;

/** Lets time pass with a hello every two seconds, as a living gateway says it. */
async function greeted(stage: Stage, ms: number) {
  for (let passed = 0; passed < ms; passed += 2_000) {
    stage.process.engine.bus.hello(GATEWAY);
    await stage.simulation.pass(2_000);
  }
}

Deno.test("lapse - a gateway that says hello never lapses, one that is silent does after 6 s", async () => {
  const stage = await open();
  await greeted(stage, 60_000);
  assert.equal(count(stage, "gateway.lapsed"), 0);
  await stage.simulation.pass(3_900);
  assert.equal(count(stage, "gateway.lapsed"), 0);
  await stage.simulation.pass(2_200);
  assert.equal(count(stage, "gateway.lapsed"), 1);
  assert.equal(count(stage, "agent.unconfirmed"), 1);
  await stage.simulation.pass(30_000);
  assert.equal(count(stage, "gateway.lapsed"), 1);
});

Deno.test("lapse - a restart begins the silence anew, and finds the sessions it stored", async () => {
  const stage = await open();
  await greeted(stage, 4_000);
  await stage.snapshot();
  await stage.simulation.pass(4_000);
  stage.process.kill();
  stage.simulation.skip(60_000);
  stage.start("second");
  await stage.simulation.until(stage.ready);
  await stage.simulation.pass(5_900);
  assert.equal(count(stage, "gateway.lapsed"), 0);
  await stage.simulation.pass(1_200);
  assert.equal(count(stage, "gateway.lapsed"), 1);
});

Deno.test("lapse - a loop that stalled heard nobody, so it blames nobody", async () => {
  const stage = await open();
  await greeted(stage, 4_000);
  stage.simulation.skip(20_000);
  await stage.simulation.pass(3_000);
  assert.equal(count(stage, "gateway.lapsed"), 0);
  await greeted(stage, 20_000);
  assert.equal(count(stage, "gateway.lapsed"), 0);
});

Deno.test("lapse - an outage of the journal begins the silence anew", async () => {
  const stage = await open();
  await stage.simulation.pass(2_000);
  stage.journal.faults.requestLost = 1;
  stage.send(opening("c1"));
  await stage.simulation.pass(30_000);
  stage.journal.faults.requestLost = 0;
  await stage.simulation.pass(8_000);
  assert.equal(count(stage, "gateway.lapsed"), 0);
});

Deno.test("deadlines - fire within a beat of their time, once", async () => {
  const stage = await open();
  await stage.ask(opening("c1"));
  await stage.ask(saying("c1", 1));
  await greeted(stage, 300_000);
  const alerts = stage.events().flatMap((of) => of.type === "conversation.alerted" ? [of] : []);
  assert.ok(alerts.length >= 4, `${alerts.length} alerts`);
  for (const alert of alerts) {
    assert.ok(
      alert.at >= alert.dueAt && alert.at - alert.dueAt <= 100,
      `${alert.at - alert.dueAt}`,
    );
  }
  const marks = alerts.map((of) => `${of.clock} ${of.round} ${of.threshold}`);
  assert.equal(new Set(marks).size, marks.length);
});

Deno.test("deadlines - what fell due while nobody lived fires first, in its order", async () => {
  const stage = await open();
  for (const id of ["c1", "c2", "c3"]) {
    await stage.ask(opening(id));
    await stage.ask(saying(id, 1));
    await stage.simulation.pass(100);
  }
  stage.process.kill();
  const before = stage.events().length;
  stage.simulation.skip(200_000);
  stage.start("second");
  const sent = stage.send(opening("late"));
  await stage.simulation.until(() => sent.reply !== undefined);
  const after = stage.events().slice(before);
  const opened = after.findIndex((of) => of.type === "conversation.opened");
  const alerts = after.flatMap((of, place) =>
    of.type === "conversation.alerted" ? [{ place, dueAt: of.dueAt }] : []
  );
  assert.ok(alerts.length >= 6 && alerts.every(({ place }) => place < opened));
  const dues = alerts.map(({ dueAt }) => dueAt);
  assert.deepEqual(dues, [...dues].sort((left, right) => left - right));
});

Deno.test("clock - a wall set an hour ahead alarms and fences once; nothing is answered twice", async () => {
  const stage = await open();
  await stage.ask(opening("c1"));
  stage.simulation.leapWall(3_600_000);
  const sent = stage.send(opening("c2"));
  await greeted(stage, 10_000);
  assert.equal(sent.reply?.ok, true);
  assert.equal(count(stage, "partition.taken"), 2);
  assert.ok(stage.process.alarms.some(({ kind }) => kind === "clock"));
  await stage.ask(opening("c3"));
  const times = stage.events().map((of) => of.at);
  assert.deepEqual(times, [...times].sort((left, right) => left - right));
  assert.ok(Math.abs(times.at(-1)! - stage.simulation.wall()) < 1_000);
});

Deno.test("clock - a wall set an hour back fences once and time goes on forwards", async () => {
  const stage = await open();
  await stage.ask(opening("c1"));
  stage.simulation.leapWall(-3_600_000);
  await greeted(stage, 60_000);
  await stage.ask(opening("c2"));
  assert.equal(count(stage, "partition.taken"), 2);
  const times = stage.events().map((of) => of.at);
  assert.deepEqual(times, [...times].sort((left, right) => left - right));
});

Deno.test("checkpoint - a partition silent for a day says that it lives", async () => {
  const stage = createStage(10);
  await stage.simulation.until(stage.ready);
  await stage.simulation.pass(24 * 3_600_000 + 5_000);
  assert.equal(count(stage, "partition.checkpoint"), 1);
});

Deno.test("checkpoint - an owner that nobody told for a day whose the lease is says it once, when it knows", async () => {
  const { simulation, disk, process, events } = createStage(10);
  process.kill();
  const leases = createVirtualLeases(simulation);
  const network = createNetwork(simulation);
  const world = { simulation, disk, leases, network, partitions: [PARTITION], onFeed() {} };
  const { member } = startVirtualMember(world, "e1");
  const checkpoints = () => events().filter((of) => of.type === "partition.checkpoint").length;
  await simulation.until(() => member.keeper.state(PARTITION) === "owning");
  leases.faults.leaderless = true;
  simulation.skip(24 * 3_600_000);
  await simulation.pass(5_000);
  assert.deepEqual([member.keeper.state(PARTITION), checkpoints()], ["doubting", 0]);
  leases.faults.leaderless = false;
  await simulation.pass(5_000);
  assert.deepEqual([member.keeper.state(PARTITION), checkpoints()], ["owning", 1]);
});
