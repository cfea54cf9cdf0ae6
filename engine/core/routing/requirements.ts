/**
 * Requirement sets, interned for the life of a routing, and how well each agent meets each: a
 * byte per agent and set, the lowest of the levels asked for (1–5), or 0 when one is too low.
 */
import { type RequirementHandle, type SkillHandle } from "./door.ts";
import * as at from "./layout.ts";
import type { Levels, Routing } from "./routing.ts";

const {
  AGENT_INTS,
  NONE,
} = at;

/** Configurations name a few dozen; the bound keeps the byte table below 1 KiB per agent. */
const REQUIREMENT_SETS_MAX = 1024;
const LEVEL_MAX = 5;

/** Order and repeats do not matter (the higher level counts). -1 when the table is full. */
export function internRequirements(
  r: Routing,
  skills: readonly (readonly [skill: SkillHandle, level: number])[],
): RequirementHandle {
  const levels = new Map<number, number>();
  for (const [skill, level] of skills) {
    if (!(level >= 1 && level <= LEVEL_MAX)) {
      throw new Error(`level ${level} is not 1–${LEVEL_MAX}`);
    }
    levels.set(skill, Math.max(level, levels.get(skill) ?? 0));
  }
  const key = requirementKey(levels);
  const known = r.requirementByKey.get(key);
  if (known !== undefined) return known;
  const requirement = r.requirements.length;
  if (requirement === REQUIREMENT_SETS_MAX) return NONE;
  r.requirements.push(levels);
  r.requirementByKey.set(key, requirement);
  if (requirement >= r.proficiencyStride) widen(r);
  else for (let agent = 0; agent < r.agents.used; agent++) rate(r, agent, requirement);
  return requirement;
}

export function requirementKey(levels: Levels): string {
  return [...levels].sort((a, b) => a[0] - b[0]).join(";");
}

/** Lowest level of the agent in the set; 0 = does not meet it. The empty set is not asked. */
export function proficiencyOf(r: Routing, agent: number, requirement: number): number {
  return r.proficiency[agent * r.proficiencyStride + requirement];
}

export function rateAgent(r: Routing, agent: number): void {
  for (let set = 1; set < r.requirements.length; set++) rate(r, agent, set);
}

function rate(r: Routing, agent: number, requirement: number): void {
  const has = r.skills[agent];
  let lowest = LEVEL_MAX;
  for (const [skill, least] of r.requirements[requirement]) {
    const level = has?.get(skill) ?? 0;
    if (level < least) lowest = 0;
    else if (level < lowest) lowest = level;
  }
  r.proficiency[agent * r.proficiencyStride + requirement] = lowest;
}

function widen(r: Routing): void {
  r.proficiencyStride *= 2;
  const agents = r.agents.ints.length / AGENT_INTS;
  r.proficiency = new Uint8Array(agents * r.proficiencyStride);
  for (let agent = 0; agent < r.agents.used; agent++) rateAgent(r, agent);
}
