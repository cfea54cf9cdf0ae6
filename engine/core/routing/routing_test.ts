import assert from "node:assert/strict";
import * as k from "./mod.ts";

const CHAT = 20;
const START = Date.UTC(2026, 10, 11);
const flat = { base: new Array(10).fill(0), slopePerMs: new Array(10).fill(1) };

/** A group 0 of the strategy with agents 1, 2, 3 … of the given capacities, online since START. */
function desk(strategy: k.GroupRule["strategy"], capacities: number[]) {
  const r = k.createRouting();
  k.putGroup(r, 0, { strategy, ...flat });
  const agents = capacities.map((capacityUnits, n) => {
    const a = k.addAgent(r, n + 1);
    k.setAgent(r, a, { capacityUnits, windowCap: 100, available: true }, START);
    k.setMembership(r, a, 0, { weight: 1, bonus: 0 });
    return a;
  });
  return { r, agents };
}

function ask(r: k.Routing, now = START, more: Partial<k.AgentNeed> = {}) {
  return k.pickAgent(r, 0, { cost: CHAT, requirement: k.NO_REQUIREMENT, now, ...more });
}

function stand(r: k.Routing, order: number, more: Partial<k.Place> = {}): k.ItemHandle {
  const item = k.addItem(r);
  const enqueuedAt = START + order;
  k.enqueue(r, item, 0, { class: 5, cost: CHAT, requirement: 0, enqueuedAt, order, ...more });
  return item;
}

Deno.test("leastOccupied - the lowest ratio wins, then the longest idle, then the lower number", () => {
  const { r, agents: [one, two, three] } = desk("leastOccupied", [100, 100, 200]);
  assert.equal(ask(r), one);
  k.assign(r, one, CHAT, START + 1);
  assert.equal(ask(r), two);
  k.assign(r, two, CHAT, START + 2);
  k.assign(r, three, CHAT, START + 3);
  assert.equal(ask(r), three);
  k.assign(r, three, CHAT, START + 4);
  assert.equal(ask(r), one, "20/100 = 40/200, and the first has been idle longest");
});

Deno.test("occupancy - ratios of huge capacities that differ in the tenth digit are told apart", () => {
  for (const strategy of ["leastOccupied", "mostSkilled", "scored"] as const) {
    const { r, agents: [one, two] } = desk(strategy, [40_000, 40_001]);
    const scored = { skill: 0, free: 1, idle: 0, last: 0, idleCapMs: 1 };
    k.putGroup(r, 0, { strategy, ...flat, scored });
    k.assign(r, one, 20_000, START);
    k.assign(r, two, 20_000, START + 1);
    assert.equal(ask(r), two, `${strategy}: 20000/40001 is less than 20000/40000`);
  }
});

Deno.test("longestIdle - occupancy does not matter while there is room", () => {
  const { r, agents: [one, two] } = desk("longestIdle", [100, 100]);
  k.assign(r, two, CHAT, START + 1);
  k.assign(r, one, CHAT, START + 2);
  k.assign(r, two, CHAT, START + 3);
  assert.equal(ask(r), one);
});

Deno.test("roundRobin - goes around in number order, passing over who is full", () => {
  const { r, agents: [one, two, three] } = desk("roundRobin", [100, 20, 100]);
  const turns = [1, 2, 3, 4, 5].map((n) => {
    const chosen = ask(r);
    k.assign(r, chosen, CHAT, START + n, 0);
    return chosen;
  });
  assert.deepEqual(turns, [one, two, three, one, three]);
});

Deno.test("weighted - turns are smooth: 5, 1, 1 gives a a b a c a a", () => {
  const { r, agents } = desk("weighted", [1000, 1000, 1000]);
  k.setMembership(r, agents[0], 0, { weight: 5, bonus: 0 });
  const turns = Array.from({ length: 14 }, (_, n) => {
    const chosen = ask(r);
    k.assign(r, chosen, CHAT, START + n, 0);
    return "abc"[agents.indexOf(chosen)];
  });
  assert.equal(turns.join(""), "aabacaaaabacaa");
});

Deno.test("mostSkilled - the weakest of the required levels counts, then leastOccupied", () => {
  const { r, agents: [one, two, three] } = desk("mostSkilled", [100, 100, 100]);
  k.setSkills(r, one, [[1, 5], [2, 2]]);
  k.setSkills(r, two, [[1, 4], [2, 3]]);
  k.setSkills(r, three, [[1, 3], [2, 3]]);
  const both = k.internRequirements(r, [[2, 1], [1, 1]]);
  assert.equal(ask(r, START, { requirement: both }), two);
  k.assign(r, two, CHAT, START + 1);
  assert.equal(ask(r, START, { requirement: both }), three);
  assert.equal(k.internRequirements(r, [[1, 1], [2, 1]]), both);
});

Deno.test("scored - the last agent's term can outweigh a freer colleague", () => {
  const { r, agents: [one, two] } = desk("scored", [100, 100]);
  const scored = { skill: 1, free: 1, idle: 0.5, last: 0.5, idleCapMs: 60_000 };
  k.putGroup(r, 0, { strategy: "scored", ...flat, scored });
  k.assign(r, two, CHAT, START + 1);
  assert.equal(ask(r, START + 60_001), one);
  assert.equal(ask(r, START + 60_001, { lastAgent: two }), two);
});

Deno.test("window cap - no agent gets more conversations than the cap, whatever the units", () => {
  const { r, agents: [one] } = desk("leastOccupied", [100]);
  k.setAgent(r, one, { capacityUnits: 100, windowCap: 1, available: true }, START);
  k.assign(r, one, 1, START + 1);
  assert.equal(ask(r), k.NONE);
  assert.equal(k.firstFailing(r, one, 0, { cost: 1, requirement: 0 }), "windows");
});

Deno.test("dormant - a reweighed conversation frees units and leaves idleness alone", () => {
  const { r, agents: [one, two] } = desk("longestIdle", [20, 20]);
  k.assign(r, one, CHAT, START + 1);
  k.assign(r, two, CHAT, START + 2);
  assert.equal(ask(r, START + 9, { cost: 16 }), k.NONE);
  k.reweigh(r, two, CHAT, 4);
  k.reweigh(r, one, CHAT, 4);
  assert.equal(ask(r, START + 9, { cost: 16 }), one);
  k.assign(r, one, 16, START + 3);
  k.reweigh(r, one, 4, CHAT);
  assert.equal(k.usedUnits(r, one), 36);
  assert.equal(k.firstFailing(r, one, 0, { cost: 1, requirement: 0 }), "units");
});

Deno.test("work - the highest index wins; a class with a slope overtakes one without", () => {
  const { r, agents: [one] } = desk("leastOccupied", [20]);
  const base = [90, 80, 70, 60, 50, 40, 30, 20, 10, 0];
  const slopePerMs = new Array(10).fill(0);
  slopePerMs[5] = 1 / 1024;
  k.putGroup(r, 0, { strategy: "leastOccupied", base, slopePerMs });
  const aging = stand(r, 1, { class: 5 });
  const urgent = stand(r, 2, { class: 0 });
  assert.equal(k.pickWork(r, one, START + 1000)?.item, urgent);
  assert.equal(k.position(r, aging, 0, START + 1000), 2);
  assert.equal(k.pickWork(r, one, START + 100_000)?.item, aging);
  assert.equal(k.position(r, aging, 0, START + 100_000), 1);
});

Deno.test("work - gone visitors and the agent's own exclusions are passed over", () => {
  const { r, agents: [one] } = desk("leastOccupied", [20]);
  const [gone, declined, third] = [stand(r, 1), stand(r, 2), stand(r, 3)];
  k.setGone(r, gone, true);
  k.exclude(r, declined, one);
  assert.equal(k.pickWork(r, one, START + 9)?.item, third);
  k.setGone(r, gone, false);
  assert.equal(k.pickWork(r, one, START + 9)?.item, gone);
  assert.equal(k.waiting(r, 0), 3);
});

Deno.test("work - an item put back joins at its original place", () => {
  const { r } = desk("leastOccupied", [20]);
  const items = Array.from({ length: 500 }, (_, n) => stand(r, n));
  const back = items[123];
  k.dequeue(r, back);
  k.enqueue(r, back, 0, {
    class: 5,
    cost: 20,
    requirement: 0,
    enqueuedAt: START + 123,
    order: 123,
  });
  items.forEach((item, n) => assert.equal(k.position(r, item, 0, START + 999), n + 1));
});

Deno.test("work - after a time-out the item stands in two lines and leaves both at once", () => {
  const { r, agents: [one] } = desk("leastOccupied", [20]);
  k.putGroup(r, 1, { strategy: "leastOccupied", ...flat });
  k.setMembership(r, one, 1, { weight: 1, bonus: 0 });
  k.dropMembership(r, one, 0);
  const item = stand(r, 1);
  assert.equal(k.pickWork(r, one, START + 9), undefined);
  k.enqueue(r, item, 1, { class: 5, cost: 20, requirement: 0, enqueuedAt: START + 1, order: 1 });
  assert.deepEqual(k.pickWork(r, one, START + 9), { item, group: 1, index: 8 });
  k.dequeue(r, item);
  assert.equal(k.waiting(r, 0) + k.waiting(r, 1), 0);
});

Deno.test("reservation - a large item gets the next freed units instead of starving", () => {
  const { r, agents: [one] } = desk("leastOccupied", [60]);
  k.putGroup(r, 0, { strategy: "leastOccupied", ...flat, reserveAfterMs: 1000 });
  for (let n = 0; n < 3; n++) k.assign(r, one, CHAT, START);
  const large = stand(r, 1, { cost: 40 });
  const small = stand(r, 2);
  k.release(r, one, CHAT, START + 500);
  assert.equal(k.pickWork(r, one, START + 500)?.item, small, "it has not waited long enough");
  k.dequeue(r, small);
  k.assign(r, one, CHAT, START + 500);
  const later = stand(r, 3);
  k.release(r, one, CHAT, START + 1500);
  assert.equal(k.pickWork(r, one, START + 1500), undefined, "the units are kept");
  assert.equal(k.firstFailing(r, one, 0, { cost: CHAT, requirement: 0 }), "reserved");
  k.release(r, one, CHAT, START + 1600);
  assert.equal(k.pickWork(r, one, START + 1600)?.item, large);
  k.dequeue(r, large);
  k.assign(r, one, 40, START + 1600);
  k.release(r, one, CHAT, START + 1700);
  assert.equal(k.pickWork(r, one, START + 1700)?.item, later);
});

Deno.test("requirements - the 65th live set of a group has no line", () => {
  const { r } = desk("leastOccupied", [20]);
  const sets = Array.from({ length: 65 }, (_, n) => k.internRequirements(r, [[n, 1]]));
  sets.slice(0, 64).forEach((requirement, n) => stand(r, n, { requirement }));
  assert.equal(k.canQueue(r, 0, sets[64]), false);
  assert.equal(k.canQueue(r, 0, sets[3]), true);
  assert.equal(k.canQueue(r, 0, k.NO_REQUIREMENT), true);
});

Deno.test("handles - one that outlived its agent or item throws", () => {
  const { r, agents: [one] } = desk("leastOccupied", [20]);
  const item = stand(r, 1);
  k.removeItem(r, item);
  k.removeAgent(r, one);
  k.addAgent(r, 9);
  k.addItem(r);
  assert.throws(() => k.setGone(r, item, true), /stale/);
  assert.throws(() => k.release(r, one, 1, START), /stale/);
  assert.throws(() => k.usedUnits(r, k.NONE), /stale/);
});
