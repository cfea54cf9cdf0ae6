/**
 * Random histories: a thousand small companies, each with a few agents, groups and moments, so
 * that ties, full groups, reservations and stale handles happen all the time. After each command
 * the kernel answers as the full scan does; now and then it is written out, read again, and goes
 * on from what was read.
 */
import assert from "node:assert/strict";
import { COMMANDS } from "./commands.ts";
import * as scan from "./full_scan.ts";
import { createWorld, type Kernel, randomSkills, type World } from "./world.ts";

const SHARES = COMMANDS.reduce((sum, [share]) => sum + share, 0);

/** Runs one history; throws with the seed and step at which the two sides differ. */
export function runHistory(kernel: Kernel, seed: number, steps: number): void {
  const world = createWorld(kernel, seed);
  for (let step = 0; step < steps; step++) {
    try {
      command(world);
      scan.reviewReservations(world.plain);
      check(world);
      if (world.dice.chance(0.02)) reread(world);
    } catch (cause) {
      throw new Error(`seed ${seed}, step ${step}: ${(cause as Error).message}`, { cause });
    }
  }
}

function command(world: World): void {
  const { dice } = world;
  if (dice.chance(0.5)) world.now += dice.of([1, 1, 3, 50]);
  let drawn = dice.below(SHARES * 1000) / 1000;
  for (const [share, needs, run] of COMMANDS) {
    drawn -= share;
    if (drawn >= 0) continue;
    const list = needs === "" ? undefined : world[needs];
    if (list === undefined || (list as unknown[]).length > 0) run(world);
    return;
  }
}

/** Questions about one group, one agent and one item, drawn by chance. */
function check(world: World): void {
  const { dice, kernel, r, plain, now } = world;
  const group = dice.of(world.groups);
  const inLine = [...plain.items].filter((item) => item.lines.has(group));
  const present = inLine.filter((item) => !item.gone);
  assert.equal(kernel.waiting(r, group), inLine.length, "waiting");
  assert.equal(kernel.goneItems(r, group), inLine.length - present.length, "goneItems");
  const since = Math.min(Infinity, ...present.map((item) => item.enqueuedAt));
  assert.equal(kernel.oldest(r, group), since, "oldest");
  const skills = randomSkills(dice);
  const requirement = kernel.internRequirements(r, skills);
  const members = [...plain.agents].filter((agent) => agent.groups.has(group));
  const online = members.filter((one) => one.available && scan.levelOf(one, skills) > 0);
  assert.equal(kernel.onlineMembers(r, group, requirement), online.length, "onlineMembers");
  const cost = dice.of([4, 20, 60]);
  const free = members.filter((one) => scan.isOpen(one) && one.used + cost <= one.capacityUnits);
  assert.equal(kernel.freeMembers(r, group, cost), free.length, "freeMembers");
  const [smallest] = r.costs;
  const room = members.some((one) => scan.isOpen(one) && one.used + smallest <= one.capacityUnits);
  assert.equal(kernel.hasRoom(r, group), room, "hasRoom");
  if (world.waiting.length === 0) return;
  const item = dice.of(world.waiting);
  for (const own of item.plain.lines.keys()) {
    const expected = scan.position(plain, item.plain, own, now);
    assert.equal(kernel.position(r, item.handle, own, now), expected, "position");
  }
  if (world.agents.length === 0) return;
  const agent = dice.of(world.agents);
  const need = { cost, requirement, item: item.handle };
  const expected = scan.failing(agent.plain, group, { cost, skills, item: item.plain });
  assert.equal(kernel.firstFailing(r, agent.handle, group, need), expected, "firstFailing");
}

/** What is read decides on; and it is the same bytes again, under new handles. */
function reread(world: World): void {
  const { kernel, dice } = world;
  const items = [...world.waiting, ...world.held.map((held) => held.item)];
  items.sort((a, b) => a.plain.order - b.plain.order);
  const agents = [...world.agents].sort((a, b) => a.plain.number - b.plain.number);
  const bytes = kernel.encodeRouting(
    world.r,
    agents.map((agent) => agent.handle),
    items.map((item) => item.handle),
  );
  const read = kernel.decodeRouting(bytes);
  const again = kernel.encodeRouting(read.routing, read.agents, read.items);
  assert.deepEqual(again, bytes, "the bytes read are not the bytes written");
  if (dice.chance(0.5)) return;
  world.r = read.routing;
  agents.forEach((agent, n) => agent.handle = read.agents[n]);
  items.forEach((item, n) => item.handle = read.items[n]);
}
