import assert from "node:assert/strict";
import type { Explanation } from "../../contract/wire/explanation.ts";
import { applyBatch, createPartition, explainIn, installDocument } from "../mod.ts";
import { groupNamed, routeNamed } from "../testing/configuration.ts";
import { createDesk, type Desk, enrol, give, open, WORKSPACE } from "../testing/desk.ts";

/** Replays a desk's journal to a decision and explains it. */
function explained(desk: Desk, seq: number): Explanation {
  const state = createPartition(0);
  for (const [hash, document] of desk.documents) installDocument(state, hash, document);
  for (const [at, batch] of desk.journal.entries()) {
    if (batch.events.some((event) => event.seq === seq)) {
      const found = explainIn(state, batch, WORKSPACE, seq);
      assert.ok(found);
      return found;
    }
    applyBatch(state, batch, at + 1);
  }
  throw new Error(`${seq} is not in the journal`);
}

const shown = ({ candidates }: Explanation): string[] =>
  candidates.map(({ agent, failing = "could" }) => `${agent} ${failing}`);

Deno.test("explain - the winner comes first, the others with their first failing reason", () => {
  const routes = [
    routeNamed("front", "sales", { requirements: [{ skill: "french", level: 3 }] }),
    routeNamed("back", "service"),
  ];
  const french = { skills: { french: 4 } };
  const desk = createDesk({ routes }, {
    full: { ...french, capacityUnits: 0 },
    mute: { skills: { french: 2 } },
    away: french,
    other: { ...french, memberships: [{ group: "service", weight: 1 }] },
    capped: { ...french, windowCap: 0 },
    shopless: { ...french, shops: ["elsewhere"] },
    free: { ...french, capacityUnits: 60 },
    busier: { ...french, capacityUnits: 40 },
  });
  open(desk, "before");
  give(desk, "agent:away", "agent.presence", { agent: "away", presence: "break" });
  desk.now += 1_000;
  const { events } = open(desk, "c", { visitor: "v" });
  const assigned = events.find(({ type }) => type === "conversation.assigned")!;
  const found = explained(desk, assigned.seq);
  assert.equal(found.winner, "agent" in assigned && assigned.agent);
  assert.equal(found.candidates[0].agent, found.winner);
  assert.deepEqual([found.looked, found.eligible], [7, 2]);
  assert.deepEqual(shown(found).slice(2).sort(), [
    "away notOnline",
    "capped windows",
    "full units",
    "mute skills",
    "shopless shop",
  ]);
  assert.deepEqual(found.configuration, { version: 1, hash: "h0" });
});

Deno.test("explain - who is online outside the shift is told by the shift", () => {
  const night = { days: [0, 1, 2, 3, 4, 5, 6], fromMinute: 1_320, toMinute: 360 };
  const schedules = [{
    id: "night",
    name: { zh: "夜班", en: "Night" },
    timeZone: "Asia/Shanghai",
    week: [night],
  }];
  const desk = createDesk({ schedules }, { ann: { schedule: "night" } });
  const queued = open(desk, "c").events.find(({ type }) => type === "conversation.queued")!;
  assert.deepEqual(shown(explained(desk, queued.seq)), ["ann offShift"]);
});

Deno.test("explain - a capacity adjusted until a time is the one that the decision went by", () => {
  const scored = { skill: 0, free: 1, idle: 0, last: 0, idleCapMs: 60_000 };
  const groups = [groupNamed("sales", { strategy: "scored", scored }), groupNamed("service")];
  const desk = createDesk({ groups }, { ann: {}, bob: { capacityUnits: 40 } });
  open(desk, "1");
  open(desk, "2", { agent: "ann" });
  give(desk, "supervisor:sue", "agent.adjust", {
    ids: ["ann"],
    capacityUnits: 200,
    untilAt: desk.now + 3_600_000,
  });
  const assigned = open(desk, "3").events.find(({ type }) => type === "conversation.assigned")!;
  const { winner, eligible, candidates } = explained(desk, assigned.seq);
  assert.deepEqual([winner, eligible], ["ann", 2]);
  assert.deepEqual(
    candidates.map((
      { agent, usedUnits, capacityUnits, score },
    ) => [agent, usedUnits, capacityUnits, score?.sum]),
    [["ann", 20, 200, 0.9], ["bob", 20, 40, 0.5]],
  );
});

Deno.test("explain - a scored choice shows its terms and their sum", () => {
  const scored = { skill: 1, free: 2, idle: 1, last: 3, idleCapMs: 60_000 };
  const groups = [groupNamed("sales", { strategy: "scored", scored }), groupNamed("service")];
  const desk = createDesk({ groups }, { ann: { capacityUnits: 40 }, bob: { capacityUnits: 40 } });
  open(desk, "first");
  desk.now += 30_000;
  const { events } = open(desk, "second");
  const assigned = events.find(({ type }) => type === "conversation.assigned")!;
  const { candidates, winner } = explained(desk, assigned.seq);
  assert.deepEqual(candidates.map(({ agent, score }) => [agent, score]), [
    ["bob", { skill: 1, free: 2, idle: 0.5, last: 0, sum: 3.5 }],
    ["ann", { skill: 1, free: 1, idle: 0.5, last: 0, sum: 2.5 }],
  ]);
  assert.equal(winner, "bob");
});

Deno.test("explain - who waits has no winner, and freed capacity shows what it chose from", () => {
  const desk = createDesk({}, { ann: { capacityUnits: 0 } });
  for (const conversation of ["a", "b"]) {
    open(desk, conversation);
    desk.now += 60_000;
  }
  const queued = desk.journal.at(-1)!.events.find(({ type }) => type === "conversation.queued")!;
  const waiting = explained(desk, queued.seq);
  assert.deepEqual([waiting.winner, waiting.eligible, shown(waiting)], [undefined, 0, [
    "ann units",
  ]]);
  enrol(desk, "bob");
  const drained = desk.journal.at(-1)!.events.find(({ type }) => type === "conversation.assigned")!;
  const { work, winner } = explained(desk, drained.seq);
  assert.equal(winner, "bob");
  assert.deepEqual(work?.map(({ conversation, index }) => [conversation, index]), [
    ["a", 602],
    ["b", 601],
  ]);
});

Deno.test("explain - in turn, the list begins with the next number after the last chosen", () => {
  const groups = [groupNamed("sales", { strategy: "roundRobin" }), groupNamed("service")];
  const room = { capacityUnits: 100 };
  const desk = createDesk({ groups }, { ann: room, bob: room, cyd: room });
  for (const conversation of ["a", "b"]) open(desk, conversation);
  const { events } = open(desk, "c");
  const { candidates, winner } = explained(desk, events[1].seq);
  assert.deepEqual(candidates.map(({ agent, turn }) => [agent, turn]), [
    ["cyd", 1],
    ["ann", 2],
    ["bob", 3],
  ]);
  assert.equal(winner, "cyd");
});

Deno.test("explain - by weight, the accounts are those of smooth weighted round robin", () => {
  const groups = [groupNamed("sales", { strategy: "weighted" }), groupNamed("service")];
  const weighs = (weight: number) => ({
    capacityUnits: 1_000,
    windowCap: 50,
    memberships: [{ group: "sales", weight }],
  });
  const desk = createDesk({ groups }, { ann: weighs(5), bob: weighs(1), cyd: weighs(1) });
  // the rule by hand: all rise by their weight, the highest is chosen and pays the sum
  const accounts = new Map([["ann", 0], ["bob", 0], ["cyd", 0]]);
  const weights = new Map([["ann", 5], ["bob", 1], ["cyd", 1]]);
  const chosen: string[] = [];
  for (let n = 0; n < 14; n++) {
    const { candidates, winner } = explained(desk, open(desk, `c${n}`).events[1].seq);
    for (const [agent, account] of accounts) accounts.set(agent, account + weights.get(agent)!);
    const shown = candidates.map(({ agent, account }) => [agent, account]);
    assert.deepEqual(shown.sort(), [...accounts].sort(), `choice ${n}`);
    assert.equal(candidates[0].agent, winner, `choice ${n}`);
    accounts.set(winner!, accounts.get(winner!)! - 7);
    chosen.push(winner!);
  }
  assert.equal(chosen.slice(0, 7).join(" "), "ann ann bob ann cyd ann ann");
});
