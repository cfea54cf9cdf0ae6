/** The company that the bench measures: fixed by its size and seed. */
import * as kernel from "../mod.ts";
import { createDice, type Dice } from "../oracle/dice.ts";

export interface Size {
  name: string;
  agents: number;
  groups: number;
  waiting: number;
}

export interface Company {
  r: kernel.Routing;
  size: Size;
  dice: Dice;
  agents: number[];
  /** By place in `agents`, which is the handle too: nobody is ever removed. */
  capacities: number[];
  membersOf: number[][];
  requirements: number[];
  /** Units of all agents together. */
  capacityUnits: number;
  now: number;
  order: number;
}

export const START = Date.UTC(2026, 10, 11, 9);
const GROUPS_PER_AGENT = 4;
const CAPACITIES = [60, 100, 160, 200];
const SKILLS = 8;
const MINUTE_MS = 60_000;

/** Ten classes of three distinct slopes; base falls with the class. */
const BASE = [100, 90, 80, 60, 50, 40, 30, 20, 10, 0];
const SLOPE_PER_MINUTE = [10, 10, 10, 4, 4, 4, 4, 1, 1, 1];

export function ruleOf(strategy: kernel.GroupRule["strategy"]): kernel.GroupRule {
  return {
    strategy,
    base: BASE,
    slopePerMs: SLOPE_PER_MINUTE.map((slope) => slope / MINUTE_MS),
    scored: { skill: 1, free: 1, idle: 0.5, last: 0.5, idleCapMs: 10 * MINUTE_MS },
  };
}

export function createCompany(
  size: Size,
  strategy: kernel.GroupRule["strategy"],
  seed: number,
): Company {
  const dice = createDice(seed);
  const r = kernel.createRouting();
  const company: Company = {
    r,
    size,
    dice,
    agents: [],
    capacities: [],
    membersOf: Array.from({ length: size.groups }, () => []),
    requirements: [],
    capacityUnits: 0,
    now: START,
    order: 0,
  };
  for (let group = 0; group < size.groups; group++) kernel.putGroup(r, group, ruleOf(strategy));
  for (let skill = 0; skill < SKILLS; skill++) {
    const one = kernel.internRequirements(r, [[skill, 1 + skill % 3]]);
    const two = kernel.internRequirements(r, [[skill, 1], [(skill + 3) % SKILLS, 1]]);
    company.requirements.push(one, two);
  }
  for (let n = 0; n < size.agents; n++) addAgent(company, n);
  return company;
}

function addAgent(company: Company, number: number): void {
  const { r, dice, size } = company;
  const agent = kernel.addAgent(r, number);
  const capacityUnits = dice.of(CAPACITIES);
  company.capacityUnits += capacityUnits;
  company.agents.push(agent);
  company.capacities.push(capacityUnits);
  const skills: [number, number][] = [];
  for (let skill = 0; skill < SKILLS; skill++) {
    if (dice.chance(0.5)) skills.push([skill, 1 + dice.below(5)]);
  }
  kernel.setSkills(r, agent, skills);
  const groups = new Set<number>();
  while (groups.size < Math.min(GROUPS_PER_AGENT, size.groups)) groups.add(dice.below(size.groups));
  for (const group of groups) {
    kernel.setMembership(r, agent, group, { weight: 1 + dice.below(10), bonus: dice.below(3) });
    company.membersOf[group].push(agent);
  }
  company.now++;
  kernel.setAgent(r, agent, { capacityUnits, windowCap: 60, available: true }, company.now);
}
