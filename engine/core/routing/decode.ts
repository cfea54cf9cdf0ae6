/** The reading half of codec.ts. */
import { type AgentHandle, type ItemHandle, type Place } from "./door.ts";
import { addAgent, setAgent, setSkills } from "./agents.ts";
import { createReader, readCount, type Reader, readReal } from "./bytes.ts";
import { EXCLUDED_FLAG, GONE_FLAG, PLACED_FLAG, RESERVED_FLAG, strategyAt } from "./codec.ts";
import { putGroup } from "./groups.ts";
import { addItem, enqueue, exclude, setGone } from "./items.ts";
import * as at from "./layout.ts";
import { setMembership } from "./memberships.ts";
import { internRequirements } from "./requirements.ts";
import { setReservation } from "./reservations.ts";
import { agentSlot, createRouting, itemSlot, memberOf, type Routing } from "./routing.ts";
import { isWeighted } from "./turns.ts";

const {
  AGENT_INTS,
  AGENT_REALS,
  CLASSES,
  GROUP_INTS,
  IDLE_SINCE_REAL,
  LAST_NUMBER,
  NONE,
  USED,
  WINDOWS,
} = at;

interface Standing {
  item: ItemHandle;
  group: number;
  where: Place;
}

export function decodeRouting(
  bytes: Uint8Array,
): { routing: Routing; agents: AgentHandle[]; items: ItemHandle[] } {
  const reader = createReader(bytes);
  const routing = createRouting();
  decodeGroups(routing, reader);
  const sets: number[] = [];
  for (let count = readCount(reader); count > 0; count--) {
    sets.push(internRequirements(routing, decodeLevels(reader)));
  }
  const agents: AgentHandle[] = [];
  for (let count = readCount(reader); count > 0; count--) {
    agents.push(decodeAgent(routing, reader));
  }
  const items: ItemHandle[] = [];
  const standing: Standing[] = [];
  const reserved: { item: ItemHandle; agent: number }[] = [];
  for (let count = readCount(reader); count > 0; count--) {
    const item = addItem(routing);
    items.push(item);
    const agent = decodeItem(routing, reader, item, sets, agents, standing);
    if (agent !== NONE) reserved.push({ item, agent });
  }
  if (reader.at !== bytes.length) throw new Error("the routing bytes go on too long");
  // In line order every place joins at the end.
  standing.sort((a, b) => a.where.enqueuedAt - b.where.enqueuedAt || a.where.order - b.where.order);
  for (const { item, group, where } of standing) enqueue(routing, item, group, where);
  for (const { item, agent } of reserved) {
    setReservation(routing, agentSlot(routing, agents[agent]), itemSlot(routing, item));
  }
  return { routing, agents, items };
}

function decodeGroups(r: Routing, reader: Reader): void {
  for (let count = readCount(reader); count > 0; count--) {
    const group = readCount(reader);
    const strategy = strategyAt(readCount(reader));
    const lastNumber = readCount(reader) - 1;
    const base = Float64Array.from({ length: CLASSES }, () => readReal(reader));
    const slopePerMs = Float64Array.from({ length: CLASSES }, () => readReal(reader));
    const reserveAfterMs = readReal(reader);
    const scored = {
      skill: readReal(reader),
      free: readReal(reader),
      idle: readReal(reader),
      last: readReal(reader),
      idleCapMs: readReal(reader),
    };
    putGroup(r, group, { strategy, base, slopePerMs, scored, reserveAfterMs });
    r.groups[group * GROUP_INTS + LAST_NUMBER] = lastNumber;
  }
}

function decodeLevels(reader: Reader): [number, number][] {
  const levels: [number, number][] = [];
  for (let count = readCount(reader); count > 0; count--) {
    levels.push([readCount(reader), readCount(reader)]);
  }
  return levels;
}

function decodeAgent(r: Routing, reader: Reader): AgentHandle {
  const agent = addAgent(r, readCount(reader));
  const slot = agentSlot(r, agent);
  const capacityUnits = readCount(reader);
  r.agents.ints[slot * AGENT_INTS + USED] = readCount(reader);
  r.agents.ints[slot * AGENT_INTS + WINDOWS] = readCount(reader);
  const windowCap = readCount(reader);
  const available = readCount(reader) === 1;
  const idleSince = readReal(reader);
  setAgent(r, agent, { capacityUnits, windowCap, available }, idleSince);
  r.agents.reals[slot * AGENT_REALS + IDLE_SINCE_REAL] = idleSince;
  setSkills(r, agent, decodeLevels(reader));
  for (let count = readCount(reader); count > 0; count--) {
    const group = readCount(reader);
    const weight = readCount(reader);
    setMembership(r, agent, group, { weight, bonus: readReal(reader) });
    // No turn has been taken yet, so an open member's account is its plain value too.
    if (!isWeighted(r, group)) continue;
    r.turns[memberOf(r, slot, group)] = readReal(reader);
  }
  return agent;
}

/** Returns the place in the list of the agent that is reserved, or NONE. */
function decodeItem(
  r: Routing,
  reader: Reader,
  item: ItemHandle,
  sets: number[],
  agents: AgentHandle[],
  standing: Standing[],
): number {
  const flags = readCount(reader);
  if (flags & GONE_FLAG) setGone(r, item, true);
  if (flags & PLACED_FLAG) {
    let count = readCount(reader);
    const enqueuedAt = readReal(reader);
    const order = readReal(reader);
    for (; count > 0; count--) {
      const group = readCount(reader);
      const itemClass = readCount(reader);
      const cost = readCount(reader);
      const requirement = sets[readCount(reader)];
      standing.push({
        item,
        group,
        where: { class: itemClass, cost, requirement, enqueuedAt, order },
      });
    }
  }
  if (flags & EXCLUDED_FLAG) {
    for (let count = readCount(reader); count > 0; count--) {
      exclude(r, item, agents[readCount(reader)]);
    }
  }
  return flags & RESERVED_FLAG ? readCount(reader) : NONE;
}
