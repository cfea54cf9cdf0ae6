/**
 * The state of a routing as bytes, and back. Canonical: agents and items stand in the order the
 * caller gives, everything inside them is sorted, derived columns are left out, so equal states
 * make equal bytes whatever happened before. The decoder builds with the same functions as the
 * live path; handles are new, in the same order.
 */
import { STRATEGIES } from "../../contract/wire/states.ts";
import type { AgentHandle, ItemHandle } from "./door.ts";
import { createWriter, writeCount, type Writer, writeReal } from "./bytes.ts";
import { groupOfPlace } from "./items.ts";
import * as at from "./layout.ts";
import { requirementKey } from "./requirements.ts";
import { agentHandle, agentSlot, itemSlot, type Levels, type Routing } from "./routing.ts";
import { accountOf, isWeighted } from "./turns.ts";

const {
  AGENT_INTS,
  AGENT_REALS,
  AVAILABLE,
  CAPACITY,
  CLASSES,
  EXCLUSION_INTS,
  FIRST_LINE,
  GROUP_INTS,
  GROUP_REALS,
  IDLE_SINCE_REAL,
  ITEM_EXCLUSION,
  ITEM_FIRST_PLACE,
  ITEM_GONE,
  ITEM_INTS,
  ITEM_REALS,
  ITEM_RESERVED_AGENT,
  LAST_NUMBER,
  LIST_BITS,
  MEMBERS_COUNT,
  MEMBERS_FROM,
  MEMBER_INTS,
  MEMBER_LIST,
  NONE,
  NUMBER,
  PLACE_LINE,
  PLACE_OF_ITEM,
  PLACE_ORDER_REAL,
  PLACE_SINCE_REAL,
  RESERVE_AFTER_REAL,
  SCORE_IDLE_CAP_REAL,
  SHELF_COST,
  SHELF_GROUP,
  SHELF_INTS,
  SHELF_RECORDS,
  SHELF_REQUIREMENT,
  STRATEGY,
  USED,
  WINDOWS,
  WINDOW_CAP,
} = at;

export { decodeRouting } from "./decode.ts";

/** Flags of an item. */
export const GONE_FLAG = 1;
export const PLACED_FLAG = 2;
export const EXCLUDED_FLAG = 4;
export const RESERVED_FLAG = 8;

export function encodeRouting(
  r: Routing,
  agents: ArrayLike<AgentHandle>,
  items: ArrayLike<ItemHandle>,
): Uint8Array {
  const writer = createWriter(1024 + agents.length * 96 + items.length * 16);
  encodeGroups(r, writer);
  const sets = encodeRequirements(r, writer, items);
  const numbers = new Map<AgentHandle, number>();
  writeCount(writer, agents.length);
  for (let n = 0; n < agents.length; n++) {
    numbers.set(agents[n], n);
    encodeAgent(r, writer, agentSlot(r, agents[n]));
  }
  writeCount(writer, items.length);
  for (let n = 0; n < items.length; n++) {
    encodeItem(r, writer, itemSlot(r, items[n]), sets, numbers);
  }
  return writer.bytes.slice(0, writer.at);
}

function encodeGroups(r: Routing, writer: Writer): void {
  const groups: number[] = [];
  for (let group = 0; group < r.groupCount; group++) {
    if (r.groups[group * GROUP_INTS + STRATEGY] !== 0) groups.push(group);
  }
  writeCount(writer, groups.length);
  for (const group of groups) {
    const record = group * GROUP_INTS;
    writeCount(writer, group);
    writeCount(writer, r.groups[record + STRATEGY] - 1);
    writeCount(writer, r.groups[record + LAST_NUMBER] + 1);
    const real = group * GROUP_REALS;
    for (let c = 0; c < 2 * CLASSES; c++) writeReal(writer, r.groupReals[real + c]);
    for (let term = RESERVE_AFTER_REAL; term <= SCORE_IDLE_CAP_REAL; term++) {
      writeReal(writer, r.groupReals[real + term]);
    }
  }
}

/** Writes the sets that items in line name; the place of each by its handle. */
function encodeRequirements(
  r: Routing,
  writer: Writer,
  items: ArrayLike<ItemHandle>,
): Map<number, number> {
  const named = new Set<number>();
  for (let n = 0; n < items.length; n++) {
    for (const place of placesOf(r, itemSlot(r, items[n]))) named.add(requirementAt(r, place));
  }
  const keyed = [...named].map((set) => ({ set, key: requirementKey(r.requirements[set]) }));
  keyed.sort((a, b) => a.key < b.key ? -1 : 1);
  writeCount(writer, keyed.length);
  for (const { set } of keyed) encodeLevels(writer, r.requirements[set]);
  return new Map(keyed.map(({ set }, n) => [set, n]));
}

function encodeLevels(writer: Writer, levels: Levels): void {
  writeCount(writer, levels.size);
  for (const [skill, level] of [...levels].sort((a, b) => a[0] - b[0])) {
    writeCount(writer, skill);
    writeCount(writer, level);
  }
}

function encodeAgent(r: Routing, writer: Writer, agent: number): void {
  const record = agent * AGENT_INTS;
  const agents = r.agents.ints;
  writeCount(writer, agents[record + NUMBER]);
  writeCount(writer, agents[record + CAPACITY]);
  writeCount(writer, agents[record + USED]);
  writeCount(writer, agents[record + WINDOWS]);
  writeCount(writer, agents[record + WINDOW_CAP]);
  writeCount(writer, agents[record + AVAILABLE]);
  writeReal(writer, r.agents.reals[agent * AGENT_REALS + IDLE_SINCE_REAL]);
  encodeLevels(writer, r.skills[agent] ?? new Map());
  const from = agents[record + MEMBERS_FROM];
  const members: { member: number; group: number }[] = [];
  for (let n = 0; n < agents[record + MEMBERS_COUNT]; n++) {
    const group = r.members.ints[(from + n) * MEMBER_INTS + MEMBER_LIST] >>> LIST_BITS;
    members.push({ member: from + n, group });
  }
  members.sort((a, b) => a.group - b.group);
  writeCount(writer, members.length);
  for (const { member, group } of members) {
    writeCount(writer, group);
    writeCount(writer, r.weights[member]);
    writeReal(writer, r.bonuses[member]);
    if (isWeighted(r, group)) writeReal(writer, accountOf(r, member));
  }
}

function encodeItem(
  r: Routing,
  writer: Writer,
  item: number,
  sets: Map<number, number>,
  numbers: Map<AgentHandle, number>,
): void {
  const record = item * ITEM_INTS;
  const places = placesOf(r, item);
  const excluded = excludedFrom(r, item, numbers);
  const reserved = r.items.ints[record + ITEM_RESERVED_AGENT];
  writeCount(
    writer,
    (r.items.ints[record + ITEM_GONE] === 1 ? GONE_FLAG : 0) |
      (places.length > 0 ? PLACED_FLAG : 0) | (excluded.length > 0 ? EXCLUDED_FLAG : 0) |
      (reserved === NONE ? 0 : RESERVED_FLAG),
  );
  if (places.length > 0) {
    writeCount(writer, places.length);
    writeReal(writer, r.items.reals[places[0] * ITEM_REALS + PLACE_SINCE_REAL]);
    writeReal(writer, r.items.reals[places[0] * ITEM_REALS + PLACE_ORDER_REAL]);
    for (const place of places) {
      const line = r.items.ints[place * ITEM_INTS + PLACE_LINE];
      const shelf = ((line / SHELF_RECORDS) | 0) * SHELF_INTS;
      writeCount(writer, r.shelves.ints[shelf + SHELF_GROUP]);
      writeCount(writer, line % SHELF_RECORDS - FIRST_LINE);
      writeCount(writer, r.shelves.ints[shelf + SHELF_COST]);
      writeCount(writer, sets.get(requirementAt(r, place))!);
    }
  }
  if (excluded.length > 0) {
    writeCount(writer, excluded.length);
    for (const number of excluded) writeCount(writer, number);
  }
  if (reserved !== NONE) writeCount(writer, numbers.get(agentHandle(r, reserved))!);
}

/** By group. */
function placesOf(r: Routing, item: number): number[] {
  const places: number[] = [];
  let place = r.items.ints[item * ITEM_INTS + ITEM_FIRST_PLACE];
  for (; place !== NONE; place = r.items.ints[place * ITEM_INTS + PLACE_OF_ITEM]) {
    places.push(place);
  }
  if (places.length > 1) places.sort((a, b) => groupOfPlace(r, a) - groupOfPlace(r, b));
  return places;
}

function requirementAt(r: Routing, place: number): number {
  const shelf = (r.items.ints[place * ITEM_INTS + PLACE_LINE] / SHELF_RECORDS) | 0;
  return r.shelves.ints[shelf * SHELF_INTS + SHELF_REQUIREMENT];
}

/** Exclusions of agents that still exist. */
function excludedFrom(r: Routing, item: number, numbers: Map<AgentHandle, number>): number[] {
  const excluded: number[] = [];
  let exclusion = r.items.ints[item * ITEM_INTS + ITEM_EXCLUSION];
  while (exclusion !== NONE) {
    const number = numbers.get(r.exclusions.ints[exclusion * EXCLUSION_INTS]);
    if (number !== undefined) excluded.push(number);
    exclusion = r.exclusions.ints[exclusion * EXCLUSION_INTS + 1];
  }
  return excluded.sort((a, b) => a - b);
}

/** The strategy as the decoder needs it. */
export function strategyAt(place: number): (typeof STRATEGIES)[number] {
  const strategy = STRATEGIES[place];
  if (strategy === undefined) throw new Error(`strategy ${place} is unknown`);
  return strategy;
}
