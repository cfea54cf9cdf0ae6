/** Agents and their load. Each function here is part of `apply`: it changes state at once. */
import { type AgentHandle, type AgentTerms, type GroupHandle, type SkillHandle } from "./door.ts";
import { give, grownBytes, take } from "./columns.ts";
import * as at from "./layout.ts";
import { settle, touch } from "./index.ts";
import { dropAllMemberships, presenceChanged, skillsChanged } from "./memberships.ts";
import { rateAgent } from "./requirements.ts";
import { dropReservationOf, keepReservation, reserveFreed } from "./reservations.ts";
import {
  agentHandle,
  AGENTS_MAX,
  agentSlot,
  checkGroup,
  isOpen,
  nextAgentGeneration,
  type Routing,
} from "./routing.ts";
import { crossDoor, takeTurn } from "./turns.ts";

const {
  AGENT_GENERATION,
  AGENT_INTS,
  AGENT_REALS,
  AVAILABLE,
  CAPACITY,
  IDLE_SINCE_REAL,
  MEMBERS_FROM,
  NONE,
  NUMBER,
  RESERVED_ITEM,
  USED,
  WINDOWS,
  WINDOW_CAP,
} = at;

/** A new agent with no capacity, no skills and no groups. `number` breaks ties, lowest first. */
export function addAgent(r: Routing, number: number): AgentHandle {
  if (!Number.isInteger(number) || number < 0 || number >= 2 ** 30) {
    throw new Error(`agent number ${number} is out of range`);
  }
  const slot = take(r.agents);
  if (slot >= AGENTS_MAX) throw new Error("more agents than a routing can hold");
  const record = slot * AGENT_INTS;
  const generation = r.agents.ints[record + AGENT_GENERATION];
  r.agents.ints.fill(0, record, record + AGENT_INTS);
  r.agents.ints[record + AGENT_GENERATION] = generation;
  r.agents.ints[record + NUMBER] = number;
  r.agents.ints[record + RESERVED_ITEM] = NONE;
  r.agents.ints[record + MEMBERS_FROM] = NONE;
  r.proficiency = grownBytes(r.proficiency, (slot + 1) * r.proficiencyStride);
  r.skills[slot] = undefined;
  rateAgent(r, slot);
  return agentHandle(r, slot);
}

export function removeAgent(r: Routing, agent: AgentHandle): void {
  const slot = agentSlot(r, agent);
  dropReservationOf(r, slot);
  dropAllMemberships(r, slot);
  settle(r);
  const record = slot * AGENT_INTS;
  const generation = nextAgentGeneration(r.agents.ints[record + AGENT_GENERATION]);
  r.agents.ints[record + AGENT_GENERATION] = generation;
  r.agents.ints[record + AVAILABLE] = -1;
  r.skills[slot] = undefined;
  give(r.agents, slot);
}

/** Idleness begins anew at `at` only when availability changes. */
export function setAgent(r: Routing, agent: AgentHandle, terms: AgentTerms, now: number): void {
  const slot = agentSlot(r, agent);
  const record = slot * AGENT_INTS;
  touch(r, slot);
  const agents = r.agents.ints;
  const wasOpen = isOpen(agents, record);
  const available = terms.available ? 1 : 0;
  agents[record + CAPACITY] = terms.capacityUnits;
  agents[record + WINDOW_CAP] = terms.windowCap;
  if (agents[record + AVAILABLE] !== available) {
    agents[record + AVAILABLE] = available;
    r.agents.reals[slot * AGENT_REALS + IDLE_SINCE_REAL] = now;
    presenceChanged(r, slot, available === 1 ? 1 : -1);
  }
  crossDoor(r, slot, wasOpen);
  keepReservation(r, slot);
}

/** Replaces the agent's skills. */
export function setSkills(
  r: Routing,
  agent: AgentHandle,
  skills: readonly (readonly [skill: SkillHandle, level: number])[],
): void {
  const slot = agentSlot(r, agent);
  r.skills[slot] = skills.length === 0 ? undefined : new Map(skills);
  rateAgent(r, slot);
  skillsChanged(r, slot);
  keepReservation(r, slot);
}

/** One more window and its units. With `group`, the agent took that group's turn. */
export function assign(
  r: Routing,
  agent: AgentHandle,
  cost: number,
  now: number,
  group: GroupHandle = NONE,
): void {
  const slot = agentSlot(r, agent);
  if (group !== NONE) {
    checkGroup(r, group);
    takeTurn(r, slot, group);
  }
  load(r, slot, cost, 1);
  r.agents.reals[slot * AGENT_REALS + IDLE_SINCE_REAL] = now;
}

/** One window less. What it frees may be kept for a large item (reservations.ts). */
export function release(r: Routing, agent: AgentHandle, cost: number, now: number): void {
  const slot = agentSlot(r, agent);
  load(r, slot, -cost, -1);
  r.agents.reals[slot * AGENT_REALS + IDLE_SINCE_REAL] = now;
  if (r.reservingGroups > 0) reserveFreed(r, slot, now);
}

/** Dormant or woken: units only; idleness is untouched and the capacity may be exceeded. */
export function reweigh(r: Routing, agent: AgentHandle, from: number, to: number): void {
  load(r, agentSlot(r, agent), to - from, 0);
}

function load(r: Routing, slot: number, units: number, windows: number): void {
  touch(r, slot);
  const agents = r.agents.ints;
  const record = slot * AGENT_INTS;
  const wasOpen = isOpen(agents, record);
  const used = agents[record + USED] + units;
  const open = agents[record + WINDOWS] + windows;
  if (used < 0 || open < 0) throw new Error(`agent ${agents[record + NUMBER]} has less than 0`);
  agents[record + USED] = used;
  agents[record + WINDOWS] = open;
  crossDoor(r, slot, wasOpen);
}
