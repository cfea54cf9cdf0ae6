/**
 * The item for an agent with room: over the lines the agent serves and that fit, the head with the
 * highest `base[class] + slope[class] · wait + bonus(group, agent)`; ties by enqueue time, then
 * order (then group, for one item in two lines).
 *
 * Per group, slope and cost class the rungs hang in that order, so the first one that fits decides,
 * and a walk ends where the index falls below the best so far. The ring whose first has the highest
 * index is walked first: what is found there rules out nearly all others unseen. When the head is excluded for this
 * agent, the shelf's lines are searched past the agent's own exclusions, and the walk goes on to
 * the next rung: its head bounds all that stand behind it.
 */
import { type AgentHandle, type Work } from "./door.ts";
import { isExcluded, placeIn } from "./items.ts";
import { grownInts, grownReals } from "./columns.ts";
import { fitClass } from "./costs.ts";
import { lowestBit } from "./index.ts";
import * as at from "./layout.ts";
import { placeBefore } from "./line.ts";
import { agentHandle, agentSlot, itemHandle, type Routing } from "./routing.ts";

const {
  AGENT_INTS,
  AVAILABLE,
  BASE_REAL,
  CAPACITY,
  CLASSES,
  FIRST_LINE,
  FIT_CLASSES,
  GROUP_INTS,
  GROUP_REALS,
  ITEM_EXCLUSION,
  ITEM_INTS,
  ITEM_REALS,
  LINE_HEAD,
  LINE_INTS,
  LIST_BITS,
  LIVE_ITEMS,
  MEMBERS_COUNT,
  MEMBERS_FROM,
  MEMBER_INTS,
  MEMBER_LIST,
  NONE,
  NO_REQUIREMENT,
  PLACE_ITEM,
  PLACE_LINE,
  PLACE_NEXT,
  PLACE_SINCE_REAL,
  RESERVED_ITEM,
  RING_CLASS,
  RING_HEAD,
  RING_INTS,
  RING_REALS,
  RING_SINCE_REAL,
  RUNG_CLASS,
  RUNG_COST,
  RUNG_INTS,
  RUNG_NEXT,
  RUNG_REALS,
  RUNG_REQUIREMENT,
  RUNG_SHELF,
  RUNG_SINCE_REAL,
  SHELF_CLASSES,
  SHELF_COST,
  SHELF_INTS,
  SHELF_RECORDS,
  SLOPES,
  SLOPE_REAL,
  USED,
  WINDOWS,
  WINDOW_CAP,
} = at;

/** The best so far; module state, because a decision must not allocate. */
const best = { place: NONE, group: NONE, index: 0 };
/** Rings that are not empty, the members they are asked for, and the index of the first of each. */
let rings: Int32Array = new Int32Array(64);
let asking: Int32Array = new Int32Array(64);
let bounds: Float64Array = new Float64Array(64);
let ringCount = 0;

/** The record is reused; undefined when the agent has no room or nothing in line fits. */
export function pickWork(r: Routing, agent: AgentHandle, now: number): Work | undefined {
  const slot = agentSlot(r, agent);
  if (r.agents.ints[slot * AGENT_INTS + AVAILABLE] !== 1) return undefined;
  return pickWorkByHand(r, agent, now);
}

/** The same for an agent who fetches it and need not be available. */
export function pickWorkByHand(r: Routing, agent: AgentHandle, now: number): Work | undefined {
  const slot = agentSlot(r, agent);
  const agents = r.agents.ints;
  const record = slot * AGENT_INTS;
  best.place = NONE;
  if (agents[record + WINDOWS] >= agents[record + WINDOW_CAP]) return undefined;
  const room = agents[record + CAPACITY] - agents[record + USED];
  if (room <= 0) return undefined;
  const from = agents[record + MEMBERS_FROM];
  const until = from + agents[record + MEMBERS_COUNT];
  const reserved = agents[record + RESERVED_ITEM];
  ringCount = 0;
  for (let member = from; member < until; member++) {
    const group = r.members.ints[member * MEMBER_INTS + MEMBER_LIST] >>> LIST_BITS;
    if (r.groups[group * GROUP_INTS + LIVE_ITEMS] === 0) continue;
    if (reserved === NONE) collectRings(r, member, group, room, now);
    else considerReserved(r, reserved, group, room, r.bonuses[member], now);
  }
  walkRings(r, slot, room, now);
  if (best.place === NONE) return undefined;
  r.work.item = itemHandle(r, r.items.ints[best.place * ITEM_INTS + PLACE_ITEM]);
  r.work.group = best.group;
  r.work.index = best.index;
  return r.work;
}

/** `base + slope · wait`, without the bonus of an agent. */
export function indexOf(r: Routing, group: number, place: number, now: number): number {
  const line = r.items.ints[place * ITEM_INTS + PLACE_LINE];
  const real = group * GROUP_REALS + (line % SHELF_RECORDS - FIRST_LINE);
  const since = r.items.reals[place * ITEM_REALS + PLACE_SINCE_REAL];
  return r.groupReals[real + BASE_REAL] + r.groupReals[real + SLOPE_REAL] * (now - since);
}

/** Notes the group's rings whose costs fit. */
function collectRings(r: Routing, member: number, group: number, room: number, now: number): void {
  const fit = fitClass(r, room);
  const slopes = r.groups[group * GROUP_INTS + SLOPES];
  const real = group * GROUP_REALS;
  const bonus = r.bonuses[member];
  const heads = r.rings;
  const sinces = r.ringReals;
  const terms = r.groupReals;
  if (ringCount + slopes * fit > rings.length) growRings(ringCount + slopes * fit);
  let count = ringCount;
  for (let rank = 0; rank < slopes; rank++) {
    const from = (group * CLASSES + rank) * FIT_CLASSES;
    // Every cost in line is known, so none is of class 0.
    for (let ring = from + 1; ring <= from + fit; ring++) {
      if (heads[ring * RING_INTS + RING_HEAD] === NONE) continue;
      const itemClass = heads[ring * RING_INTS + RING_CLASS];
      rings[count] = ring;
      asking[count] = member;
      bounds[count++] = terms[real + BASE_REAL + itemClass] +
        terms[real + SLOPE_REAL + itemClass] *
          (now - sinces[ring * RING_REALS + RING_SINCE_REAL]) +
        bonus;
    }
  }
  ringCount = count;
}

function growRings(count: number): void {
  rings = grownInts(rings, count, 0);
  asking = grownInts(asking, count, 0);
  bounds = grownReals(bounds, count);
}

/** The most promising ring first, then those that still promise as much as what was found. */
function walkRings(r: Routing, agent: number, room: number, now: number): void {
  if (ringCount === 0) return;
  let likely = 0;
  for (let n = 1; n < ringCount; n++) if (bounds[n] > bounds[likely]) likely = n;
  walkRing(r, agent, likely, room, now);
  for (let n = 0; n < ringCount; n++) {
    if (n !== likely && (best.place === NONE || bounds[n] >= best.index)) {
      walkRing(r, agent, n, room, now);
    }
  }
}

/** The first that the agent may get; ends where nothing behind can beat the best so far. */
function walkRing(r: Routing, agent: number, n: number, room: number, now: number): void {
  const ring = rings[n];
  const rank = ((ring / FIT_CLASSES) | 0) % CLASSES;
  const group = (ring / (CLASSES * FIT_CLASSES)) | 0;
  const first = r.rings[ring * RING_INTS + RING_HEAD];
  const bonus = r.bonuses[asking[n]];
  const rungs = r.shelves.ints;
  const real = group * GROUP_REALS;
  let rung = first;
  do {
    const record = rung * RUNG_INTS;
    const itemClass = rungs[record + RUNG_CLASS];
    const since = r.shelves.reals[rung * RUNG_REALS + RUNG_SINCE_REAL];
    const index = r.groupReals[real + BASE_REAL + itemClass] +
      r.groupReals[real + SLOPE_REAL + itemClass] * (now - since) + bonus;
    if (best.place !== NONE && index < best.index) return;
    const requirement = rungs[record + RUNG_REQUIREMENT];
    if (
      rungs[record + RUNG_COST] <= room &&
      (requirement === NO_REQUIREMENT ||
        r.proficiency[agent * r.proficiencyStride + requirement] > 0)
    ) {
      const shelf = rungs[record + RUNG_SHELF];
      const place =
        r.shelves.ints[(shelf * SHELF_RECORDS + FIRST_LINE + itemClass) * LINE_INTS + LINE_HEAD];
      if (!passedOver(r, place, agent)) {
        consider(r, place, group, index);
        return;
      }
      considerBehind(r, agent, group, shelf, rank, bonus, now);
    }
    rung = rungs[record + RUNG_NEXT];
  } while (rung !== first);
}

/** The shelf's items of this slope behind those that the agent is excluded from. */
function considerBehind(
  r: Routing,
  agent: number,
  group: number,
  shelf: number,
  rank: number,
  bonus: number,
  now: number,
): void {
  let classes = r.slopeClasses[group * CLASSES + rank] &
    r.shelves.ints[shelf * SHELF_INTS + SHELF_CLASSES];
  for (; classes !== 0; classes &= classes - 1) {
    const line = shelf * SHELF_RECORDS + FIRST_LINE + lowestBit(classes);
    let place = r.shelves.ints[line * LINE_INTS + LINE_HEAD];
    while (place !== NONE && passedOver(r, place, agent)) {
      place = r.items.ints[place * ITEM_INTS + PLACE_NEXT];
    }
    if (place !== NONE) consider(r, place, group, indexOf(r, group, place, now) + bonus);
  }
}

function considerReserved(
  r: Routing,
  item: number,
  group: number,
  room: number,
  bonus: number,
  now: number,
): void {
  const place = placeIn(r, item, group);
  if (place !== NONE && costOfPlace(r, place) <= room) {
    consider(r, place, group, indexOf(r, group, place, now) + bonus);
  }
}

export function costOfPlace(r: Routing, place: number): number {
  const shelf = (r.items.ints[place * ITEM_INTS + PLACE_LINE] / SHELF_RECORDS) | 0;
  return r.shelves.ints[shelf * SHELF_INTS + SHELF_COST];
}

function consider(r: Routing, place: number, group: number, index: number): void {
  if (best.place !== NONE) {
    if (index < best.index) return;
    if (index === best.index && !wins(r, place, group)) return;
  }
  best.place = place;
  best.group = group;
  best.index = index;
}

/** At equal index. */
function wins(r: Routing, place: number, group: number): boolean {
  if (placeBefore(r, place, best.place)) return true;
  return group < best.group && !placeBefore(r, best.place, place);
}

/** Whether the agent is excluded from the item at this place. */
export function passedOver(r: Routing, place: number, agent: number): boolean {
  const item = r.items.ints[place * ITEM_INTS + PLACE_ITEM];
  const exclusion = r.items.ints[item * ITEM_INTS + ITEM_EXCLUSION];
  return exclusion !== NONE && isExcluded(r, exclusion, agentHandle(r, agent));
}
