/** A kernel and a full scan side by side, with the pairs of handle and object between them. */
import { STRATEGIES } from "../../../contract/wire/states.ts";
import type { GroupRule } from "../door.ts";
import type * as door from "../mod.ts";
import { createDice, type Dice } from "./dice.ts";
import { createPlain, type Plain, type PlainAgent, type PlainItem } from "./full_scan.ts";

/** The door, as a value: a history can be run against a kernel with a planted fault. */
export type Kernel = typeof door;

export interface AgentPair {
  handle: number;
  plain: PlainAgent;
}

export interface ItemPair {
  handle: number;
  plain: PlainItem;
  class: number;
  cost: number;
  skills: [number, number][];
}

/** An item that an agent holds; `units` is what it weighs now. */
export interface Held {
  agent: AgentPair;
  item: ItemPair;
  units: number;
}

export interface World {
  kernel: Kernel;
  r: door.Routing;
  plain: Plain;
  dice: Dice;
  now: number;
  order: number;
  number: number;
  groups: number[];
  agents: AgentPair[];
  waiting: ItemPair[];
  held: Held[];
}

const START = Date.UTC(2026, 10, 11);
const GROUPS = 5;
const AGENTS = 10;
/** Some companies are larger than a block of the index (index.ts), so that groups have several. */
const CROWD = 70;
const CROWDED_EVERY = 8;
export const SKILLS = 4;

export function createWorld(kernel: Kernel, seed: number): World {
  const world: World = {
    kernel,
    r: kernel.createRouting(),
    plain: createPlain(),
    dice: createDice(seed),
    now: START,
    order: 0,
    number: 0,
    groups: Array.from({ length: GROUPS }, (_, n) => n * 3),
    agents: [],
    waiting: [],
    held: [],
  };
  for (const group of world.groups) putGroup(world, group);
  const agents = seed % CROWDED_EVERY === 0 ? CROWD : AGENTS;
  for (let n = 0; n < agents; n++) addAgent(world);
  return world;
}

/** A random rule, on both sides; a new strategy starts afresh. */
export function putGroup(world: World, group: number): void {
  const { dice, plain } = world;
  const before = plain.groups.get(group);
  const rule: GroupRule = { strategy: dice.of(STRATEGIES), ...randomIndex(dice) };
  rule.scored = { skill: 1, free: dice.of([0, 1, 0.3]), idle: 0.5, last: 0.7, idleCapMs: 9 };
  if (dice.chance(0.5)) rule.reserveAfterMs = dice.of([0, 5, 40]);
  world.kernel.putGroup(world.r, group, rule);
  const same = before?.strategy === rule.strategy;
  plain.groups.set(group, { ...rule, lastNumber: same ? before.lastNumber : -1 });
  for (const agent of plain.agents) {
    const member = agent.groups.get(group);
    if (member !== undefined && !same) member.account = 0;
    // A group that stops reserving lets all its members go.
    const stops = before?.reserveAfterMs !== undefined && rule.reserveAfterMs === undefined;
    if (member !== undefined && stops) agent.reserved = undefined;
  }
}

function randomIndex(dice: Dice): { base: number[]; slopePerMs: number[] } {
  const slopes = dice.of([[0], [1 / 16], [0, 1 / 60_000, 0.1], [0.01, 0.3]]);
  let level = 100;
  const base = Array.from({ length: 10 }, () => (level -= dice.of([0, 0, 1, 7.3])));
  return { base, slopePerMs: base.map(() => dice.of(slopes)) };
}

export function addAgent(world: World): void {
  const { dice, kernel, r } = world;
  // Unique, and in no order that a slot could have.
  const number = (world.number++ * 397) % 4096;
  const plain: PlainAgent = {
    number,
    available: false,
    capacityUnits: 0,
    windowCap: 0,
    used: 0,
    windows: 0,
    idleSince: 0,
    skills: new Map(),
    groups: new Map(),
  };
  const agent = { handle: kernel.addAgent(r, number), plain };
  world.agents.push(agent);
  world.plain.agents.add(plain);
  setTerms(world, agent, true);
  setSkills(world, agent);
  for (const group of world.groups) if (dice.chance(0.5)) setMembership(world, agent, group);
}

export function setTerms(world: World, agent: AgentPair, available: boolean): void {
  const { dice, plain, kernel } = { ...world, plain: agent.plain };
  const capacityUnits = dice.of([0, 60, 100, 100, 160, 200, 1 + dice.below(300)]);
  const terms = { capacityUnits, windowCap: dice.of([1, 3, 8, 40]), available };
  kernel.setAgent(world.r, agent.handle, terms, world.now);
  if (plain.available !== available) plain.idleSince = world.now;
  Object.assign(plain, terms);
}

export function setSkills(world: World, agent: AgentPair): void {
  const { dice } = world;
  const skills: [number, number][] = [];
  for (let skill = 0; skill < SKILLS; skill++) {
    if (dice.chance(0.6)) skills.push([skill, 1 + dice.below(5)]);
  }
  world.kernel.setSkills(world.r, agent.handle, skills);
  agent.plain.skills = new Map(skills);
}

export function setMembership(world: World, agent: AgentPair, group: number): void {
  const terms = { weight: world.dice.of([1, 2, 5, 100]), bonus: world.dice.of([0, 0, 2.5, -1]) };
  world.kernel.setMembership(world.r, agent.handle, group, terms);
  const account = agent.plain.groups.get(group)?.account ?? 0;
  agent.plain.groups.set(group, { ...terms, account });
}

export function randomSkills(dice: Dice): [number, number][] {
  if (dice.chance(0.6)) return [];
  const first = dice.below(SKILLS);
  const skills: [number, number][] = [[first, 1 + dice.below(3)]];
  if (dice.chance(0.4)) skills.push([(first + 1) % SKILLS, 1 + dice.below(3)]);
  return skills.sort((a, b) => a[0] - b[0]);
}
