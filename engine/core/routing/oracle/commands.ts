/** The commands of a history, each on both sides at once, every decision compared. */
import assert from "node:assert/strict";
import * as scan from "./full_scan.ts";
import {
  addAgent,
  type AgentPair,
  type Held,
  type ItemPair,
  putGroup,
  randomSkills,
  setMembership,
  setSkills,
  setTerms,
  type World,
} from "./world.ts";

const COSTS = [20, 20, 20, 10, 60, 4];
const WORK_PER_RELEASE_MAX = 4;

function requirementOf(world: World, item: ItemPair): number {
  return world.kernel.internRequirements(world.r, item.skills);
}

function whoIs(world: World, handle: number): AgentPair | undefined {
  return world.agents.find((agent) => agent.handle === handle);
}

/** A new item: to the agent both sides name, or into the line of one group or two. */
function arrive(world: World): void {
  const { dice, kernel } = world;
  const item: ItemPair = {
    handle: kernel.addItem(world.r),
    plain: {
      gone: false,
      excluded: new Set(),
      enqueuedAt: world.now,
      order: world.order++,
      lines: new Map(),
    },
    class: dice.below(10),
    cost: dice.chance(0.02) ? 1 + dice.below(90) : dice.of(COSTS),
    skills: randomSkills(dice),
  };
  world.plain.items.add(item.plain);
  route(world, item, dice.of(world.groups));
}

function route(world: World, item: ItemPair, group: number): void {
  const agent = choose(world, item, group);
  if (agent !== undefined) give(world, agent, item, group);
  else {
    stand(world, item, group);
    world.waiting.push(item);
    if (world.dice.chance(0.2)) overflow(world, item);
  }
}

function choose(world: World, item: ItemPair, group: number): AgentPair | undefined {
  const { kernel, r, now } = world;
  const last = world.dice.chance(0.3) && world.agents.length > 0
    ? world.dice.of(world.agents)
    : undefined;
  const requirement = requirementOf(world, item);
  const picked = kernel.pickAgent(r, group, {
    cost: item.cost,
    requirement,
    item: item.handle,
    now,
    lastAgent: last?.handle,
  });
  const need = { cost: item.cost, skills: item.skills, item: item.plain };
  const expected = scan.pickAgent(world.plain, group, need, now, last?.plain);
  const agent = whoIs(world, picked);
  assert.equal(agent?.plain.number, expected?.number, "another agent was picked");
  return agent;
}

function give(world: World, agent: AgentPair, item: ItemPair, group: number): void {
  const turn = world.dice.chance(0.9) ? group : undefined;
  if (turn !== undefined) scan.takeTurn(world.plain, turn, agent.plain);
  world.kernel.assign(world.r, agent.handle, item.cost, world.now, turn);
  agent.plain.used += item.cost;
  agent.plain.windows++;
  agent.plain.idleSince = world.now;
  world.held.push({ agent, item, units: item.cost });
}

function stand(world: World, item: ItemPair, group: number): void {
  const { enqueuedAt, order } = item.plain;
  const requirement = requirementOf(world, item);
  const where = { class: item.class, cost: item.cost, requirement, enqueuedAt, order };
  world.kernel.enqueue(world.r, item.handle, group, where);
  item.plain.lines.set(group, { class: item.class, cost: item.cost, skills: item.skills });
}

function overflow(world: World, item: ItemPair): void {
  const group = world.dice.of(world.groups);
  if (item.plain.lines.has(group) || item.plain.lines.size === 4) return;
  stand(world, item, group);
}

function leaveLines(world: World, item: ItemPair): void {
  world.kernel.dequeue(world.r, item.handle);
  item.plain.lines.clear();
  world.waiting.splice(world.waiting.indexOf(item), 1);
  scan.reviewReservations(world.plain);
}

/** Frees what an agent holds; the agent then takes the work that both sides name. */
function release(world: World, held: Held, drain: boolean): void {
  world.held.splice(world.held.indexOf(held), 1);
  const { agent } = held;
  world.kernel.release(world.r, agent.handle, held.units, world.now);
  agent.plain.used -= held.units;
  agent.plain.windows--;
  agent.plain.idleSince = world.now;
  scan.reserveFreed(world.plain, agent.plain, world.now);
  if (drain) takeWork(world, agent);
}

function takeWork(world: World, agent: AgentPair): void {
  for (let n = 0; n < WORK_PER_RELEASE_MAX; n++) {
    const work = world.kernel.pickWork(world.r, agent.handle, world.now);
    const expected = scan.pickWork(world.plain, agent.plain, world.now);
    const item = world.waiting.find((one) => one.handle === work?.item);
    assert.equal(item?.plain.order, expected?.item.order, "other work was picked");
    assert.equal(work?.group, expected?.group, "work of another group was picked");
    if (item === undefined) return;
    const group = work!.group;
    leaveLines(world, item);
    give(world, agent, item, group);
  }
}

function forget(world: World, item: ItemPair): void {
  world.kernel.removeItem(world.r, item.handle);
  item.plain.lines.clear();
  world.plain.items.delete(item.plain);
}

function excludeAny(world: World): void {
  if (world.agents.length > 0) {
    exclude(world, world.dice.of(world.waiting), world.dice.of(world.agents));
  }
}

function abandon(world: World): void {
  const item = world.dice.of(world.waiting);
  world.waiting.splice(world.waiting.indexOf(item), 1);
  forget(world, item);
}

/** Back to the original place; often excluded from then on. */
function decline(world: World): void {
  const held = world.dice.of(world.held);
  release(world, held, false);
  if (world.dice.chance(0.7)) exclude(world, held.item, held.agent);
  route(world, held.item, world.dice.of(world.groups));
}

function exclude(world: World, item: ItemPair, agent: AgentPair): void {
  world.kernel.exclude(world.r, item.handle, agent.handle);
  item.plain.excluded.add(agent.plain);
  scan.reviewReservations(world.plain);
}

function close(world: World): void {
  const held = world.dice.of(world.held);
  release(world, held, true);
  forget(world, held.item);
}

function reweigh(world: World): void {
  const held = world.dice.of(world.held);
  const units = held.units === held.item.cost ? 4 : held.item.cost;
  world.kernel.reweigh(world.r, held.agent.handle, held.units, units);
  held.agent.plain.used += units - held.units;
  held.units = units;
}

function toggleGone(world: World): void {
  const item = world.dice.of(world.waiting);
  item.plain.gone = !item.plain.gone;
  world.kernel.setGone(world.r, item.handle, item.plain.gone);
}

function reclass(world: World): void {
  const item = world.dice.of(world.waiting);
  const groups = [...item.plain.lines.keys()];
  leaveLines(world, item);
  item.class = world.dice.below(10);
  world.waiting.push(item);
  for (const group of groups) stand(world, item, group);
}

function leaveOne(world: World): void {
  const item = world.dice.of(world.waiting);
  if (item.plain.lines.size < 2) return;
  const group = world.dice.of([...item.plain.lines.keys()]);
  world.kernel.leaveLine(world.r, item.handle, group);
  item.plain.lines.delete(group);
}

function presence(world: World): void {
  const agent = world.dice.of(world.agents);
  setTerms(world, agent, world.dice.chance(0.7));
  scan.reviewReservations(world.plain);
  if (agent.plain.available) takeWork(world, agent);
}

function removeAgent(world: World): void {
  const agent = world.dice.of(world.agents);
  world.agents.splice(world.agents.indexOf(agent), 1);
  world.kernel.removeAgent(world.r, agent.handle);
  agent.plain.reserved = undefined;
  world.plain.agents.delete(agent.plain);
  for (const held of world.held.filter((one) => one.agent === agent)) {
    world.held.splice(world.held.indexOf(held), 1);
    route(world, held.item, world.dice.of(world.groups));
  }
}

function membership(world: World): void {
  const agent = world.dice.of(world.agents);
  const group = world.dice.of(world.groups);
  if (world.dice.chance(0.5)) {
    world.kernel.dropMembership(world.r, agent.handle, group);
    agent.plain.groups.delete(group);
  } else {
    setMembership(world, agent, group);
  }
}

/** Commands with their shares of a history. */
export const COMMANDS: [share: number, needs: keyof World | "", (world: World) => void][] = [
  [30, "", arrive],
  [22, "held", close],
  [5, "held", decline],
  [10, "held", reweigh],
  [6, "waiting", toggleGone],
  [4, "waiting", abandon],
  [4, "waiting", (world) => overflow(world, world.dice.of(world.waiting))],
  [3, "waiting", leaveOne],
  [3, "waiting", reclass],
  [2, "waiting", excludeAny],
  [6, "agents", presence],
  [1, "agents", (world) => setSkills(world, world.dice.of(world.agents))],
  [1, "agents", membership],
  [0.3, "", addAgent],
  [0.3, "agents", removeAgent],
  [0.3, "", (world) => putGroup(world, world.dice.of(world.groups))],
];
