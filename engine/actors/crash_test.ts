import assert from "node:assert/strict";
import type { Command } from "../contract/wire/commands.ts";
import { partitionOf } from "../contract/wire/ids.ts";
import * as core from "../core/mod.ts";
import { agentRecord, opening, PARTITION, saying } from "../../tests/support/virtual/company.ts";
import { createStage, foldedBytes, plantedCore } from "../../tests/support/virtual/stage.ts";

/** A core in which opens of conversations `bad…` throw in decide, and `worse…` in apply. */
const explosive = plantedCore({
  decide(state, command, now) {
    if (command.type === "conversation.open" && command.conversation.startsWith("bad")) {
      throw new Error("decide broke");
    }
    return core.decide(state, command, now);
  },
  commit(state, drafts, workspace, at, by) {
    const events = core.commit(state, drafts, workspace, at, by);
    if (events.some((of) => "conversation" in of && of.conversation.startsWith("worse"))) {
      throw new Error("apply broke");
    }
    return events;
  },
});

async function open() {
  const stage = createStage(4, explosive);
  await stage.employ({ lin: agentRecord(2, ["presale"]) });
  return stage;
}

/** Another company of the same partition. */
const neighbour = Array.from({ length: 1_000 }, (_, n) => `acme${n}`)
  .find((workspace) => partitionOf(workspace) === PARTITION)!;

const INTERNAL = { ok: false, error: { code: "internal" } };

Deno.test("crash - in decide: a dead letter, the state intact, the partition goes on", async () => {
  const stage = await open();
  await stage.ask(opening("c1"));
  assert.deepEqual(await stage.ask(opening("bad1")), INTERNAL);
  assert.equal(stage.process.deadLetters.length, 1);
  const [letter] = stage.process.deadLetters;
  assert.deepEqual([letter.cause, letter.reason], ["decide", "decide broke"]);
  assert.equal(letter.command?.id, "open-bad1");
  assert.equal((await stage.ask(saying("c1", 1))).ok, true);
  assert.deepEqual(core.encode(explosive.state()), await foldedBytes(stage));
  assert.equal(stage.process.engine.gauges().partitions[0].reloads, 0);
});

Deno.test("crash - a quarantined command is internal for ten minutes and not decided", async () => {
  const stage = await open();
  await stage.ask(opening("bad1"));
  await stage.simulation.pass(599_000);
  assert.deepEqual(await stage.ask(opening("bad1")), INTERNAL);
  assert.equal(stage.process.deadLetters.length, 1);
  await stage.simulation.pass(2_000);
  await stage.ask(opening("bad1"));
  assert.equal(stage.process.deadLetters.length, 2);
});

Deno.test("crash - in apply: memory is read anew and nothing acknowledged is missing", async () => {
  const stage = await open();
  await stage.ask(opening("c1"));
  stage.journal.faults.delayMs = [50, 50];
  const inFlight = stage.send(opening("c2"));
  const filling = stage.send(opening("c3"));
  const guilty = stage.send(opening("worse1"));
  const waiting = stage.send(saying("c1", 1));
  await stage.simulation.pass(10_000);
  assert.equal(inFlight.reply?.ok, true);
  assert.ok(filling.reply?.ok === false && filling.reply.error.code === "unavailable");
  assert.deepEqual(guilty.reply, INTERNAL);
  assert.equal(waiting.reply?.ok, true);
  assert.equal(stage.process.deadLetters.at(-1)?.cause, "apply");
  assert.equal(stage.process.engine.gauges().partitions[0].reloads, 1);
  assert.equal((await stage.ask(opening("c3"))).ok, true);
  assert.deepEqual(await stage.ask(opening("worse1")), INTERNAL);
  assert.equal(stage.process.deadLetters.length, 1);
  assert.deepEqual(core.encode(explosive.state()), await foldedBytes(stage));
});

Deno.test("crash - three different commands within 30 s park the workspace and alert", async () => {
  const stage = await open();
  for (const id of ["bad1", "bad2", "bad2"]) await stage.ask(opening(id));
  assert.equal((await stage.ask(opening("c1"))).ok, true);
  await stage.ask(opening("bad3"));
  await stage.simulation.pass(2_000);
  assert.equal(stage.events().filter((of) => of.type === "workspace.stopped").length, 1);
  assert.equal(stage.process.alarms.at(-1)?.kind, "workspaceStopped");
  assert.deepEqual(stage.process.engine.gauges().partitions[0].stopped, [opening("c2").workspace]);
  const reply = await stage.ask(opening("c2"));
  assert.ok(!reply.ok && reply.error.code === "unavailable");
  const elsewhere = await stage.ask({ ...saying("c9", 1), workspace: neighbour });
  assert.ok(!elsewhere.ok && elsewhere.error.code !== "unavailable");
});

Deno.test("crash - a deadline that throws is a dead letter and the next one fires", async () => {
  const broken = plantedCore({
    decide(state, command, now) {
      if (command.type === "deadline.fire" && command.conversation === "c1") {
        throw new Error("deadline broke");
      }
      return core.decide(state, command, now);
    },
  });
  const stage = createStage(5, broken);
  await stage.employ({ lin: agentRecord(2, ["presale"]) });
  for (const id of ["c1", "c2"]) await stage.ask(opening(id));
  for (const id of ["c1", "c2"]) await stage.ask(saying(id, 1));
  await stage.simulation.pass(40_000);
  assert.equal(stage.process.deadLetters[0].cause, "decide");
  const alerted = stage.events().flatMap((of) =>
    of.type === "conversation.alerted" ? [of.conversation] : []
  );
  assert.ok(alerted.length > 0 && alerted.every((conversation) => conversation === "c2"));
});

/** A core whose decisions about some deadlines throw until it is mended. */
function mendable(breaks: (command: Command) => boolean) {
  const broken = { is: true };
  const planted = plantedCore({
    decide(state, command, now) {
      if (broken.is && breaks(command)) throw new Error("deadline broke");
      return core.decide(state, command, now);
    },
  });
  return { planted, broken };
}

Deno.test("crash - a deadline that threw comes again when its quarantine is over", async () => {
  const { planted, broken } = mendable(({ type }) => type === "workspace.expire");
  const stage = createStage(7, planted);
  await stage.employ({ lin: agentRecord(2, ["presale"]) });
  await stage.ask({
    type: "agent.adjust",
    id: "adjust-1",
    level: 1,
    workspace: "demo",
    by: "admin:root",
    ids: ["lin"],
    capacityUnits: 200,
    untilAt: stage.events().at(-1)!.at + 10_000,
  });
  await stage.simulation.pass(20_000);
  assert.equal(stage.process.deadLetters.length, 1);
  broken.is = false;
  await stage.simulation.pass(500_000);
  assert.ok(!stage.events().some(({ type }) => type === "workspace.reverted"), "held");
  await stage.simulation.pass(110_000);
  assert.ok(stage.events().some(({ type }) => type === "workspace.reverted"));
});
