import { STRATEGIES } from "../../contract/wire/states.ts";
import { type GroupHandle, type GroupRule } from "./door.ts";
import { grownBytes, grownInts, grownReals } from "./columns.ts";
import { IDLE, OCCUPANCY, reindex, RING, SCORE, settle, SKILL, WEIGHT, withdraw } from "./index.ts";
import * as at from "./layout.ts";
import { dropMembership } from "./memberships.ts";
import { dropReservationsOf } from "./reservations.ts";
import { agentHandle, checkGroup, GROUPS_MAX, isOpen, type Routing } from "./routing.ts";
import { rebuildRungs } from "./rungs.ts";
import { dropSeats, membersOf, reseat } from "./seats.ts";

const {
  AGENT_INTS,
  BASE_REAL,
  BLOCK_COUNT,
  BLOCK_ROOM,
  BUCKETS,
  CLASSES,
  FIRST_BLOCK,
  FIRST_SHELF,
  FIT_CLASSES,
  GONE_ITEMS,
  GROUP_INTS,
  GROUP_REALS,
  LAST_NUMBER,
  LIVE_ITEMS,
  MASK_INTS,
  MEMBERS_VERSION,
  NONE,
  OPEN_WEIGHT_REAL,
  PRESENCE_VERSION,
  RESERVE_AFTER_REAL,
  RING_INTS,
  SCORE_FREE_REAL,
  SCORE_IDLE_CAP_REAL,
  SCORE_IDLE_REAL,
  SCORE_LAST_REAL,
  SCORE_SKILL_REAL,
  SHAPE,
  SHELF_COUNT,
  SLOPE_REAL,
  STRATEGY,
  TURNS_REAL,
} = at;

const SHAPES = {
  leastOccupied: OCCUPANCY,
  longestIdle: IDLE,
  roundRobin: RING,
  weighted: WEIGHT,
  mostSkilled: SKILL,
  scored: SCORE,
} as const;

/**
 * Index terms are rounded to multiples of 2^-32, so that `base + slope · wait + bonus` is exact
 * for waits below 24 days, slopes below 2^-10 per ms and bases below 2^20. Without that, two items
 * could change order by a rounding, and the cached order of heads would differ from the rule.
 */
export function quantise(value: number): number {
  if (!Number.isFinite(value)) throw new Error(`index term ${value} is no number`);
  return Math.round(value * 2 ** 32) / 2 ** 32;
}

/** Creates the group or changes its rule; lines and members stay. A new strategy starts afresh. */
export function putGroup(r: Routing, group: GroupHandle, rule: GroupRule): void {
  if (!(group >= 0 && group < GROUPS_MAX)) throw new Error(`group ${group} is out of range`);
  checkRule(rule);
  settle(r);
  if (group >= r.groupCount) growGroups(r, group + 1);
  const record = group * GROUP_INTS;
  const strategy = STRATEGIES.indexOf(rule.strategy) + 1;
  const before = r.groups[record + STRATEGY];
  if (before === 0) clearGroup(r, group);
  if (before !== strategy) changeStrategy(r, group, strategy, SHAPES[rule.strategy]);
  writeRule(r, group, rule);
  rebuildRungs(r, group);
}

/** The group's lines must be empty; its memberships end. */
export function removeGroup(r: Routing, group: GroupHandle): void {
  checkGroup(r, group);
  const record = group * GROUP_INTS;
  if (r.groups[record + LIVE_ITEMS] + r.groups[record + GONE_ITEMS] > 0) {
    throw new Error(`group ${group} still has items in line`);
  }
  for (const member of membersOf(r, group)) {
    const agent = r.owners[member];
    dropMembership(r, agentHandle(r, agent), group);
  }
  dropSeats(r, group);
  changeStrategy(r, group, 0, OCCUPANCY);
  setReserveAfter(r, group, Infinity);
}

function checkRule(rule: GroupRule): void {
  for (let c = 0; c < CLASSES; c++) {
    if (!(rule.slopePerMs[c] >= 0)) throw new Error(`slope of class ${c} is not 0 or more`);
    if (c > 0 && rule.base[c] > rule.base[c - 1]) throw new Error(`base of class ${c} rises`);
  }
  const scored = rule.scored;
  if (scored === undefined) return;
  const least = Math.min(scored.skill, scored.free, scored.idle, scored.last);
  if (!(least >= 0 && scored.idleCapMs > 0)) throw new Error("a score term is below 0");
}

function clearGroup(r: Routing, group: number): void {
  const record = group * GROUP_INTS;
  const kept = [FIRST_BLOCK, BLOCK_COUNT, BLOCK_ROOM, FIRST_SHELF, SHELF_COUNT];
  const before = kept.map((field) => r.groups[record + field]);
  const version = r.groups[record + PRESENCE_VERSION];
  const members = r.groups[record + MEMBERS_VERSION];
  r.groups.fill(0, record, record + GROUP_INTS);
  kept.forEach((field, n) => r.groups[record + field] = before[n]);
  r.groups[record + LAST_NUMBER] = NONE;
  r.groups[record + PRESENCE_VERSION] = version + 1;
  r.groups[record + MEMBERS_VERSION] = members + 1;
}

function changeStrategy(r: Routing, group: number, strategy: number, shape: number): void {
  const record = group * GROUP_INTS;
  const wasWeighted = r.groups[record + STRATEGY] !== 0 &&
    r.groups[record + SHAPE] === WEIGHT;
  r.weightedGroups += (shape === WEIGHT ? 1 : 0) - (wasWeighted ? 1 : 0);
  // Keys of two shapes do not compare: everybody leaves the index before anybody comes back.
  const members = membersOf(r, group);
  const agents = members.map((member) => r.owners[member]);
  for (const agent of agents) withdraw(r, agent);
  r.groups[record + STRATEGY] = strategy;
  r.groups[record + SHAPE] = shape;
  r.groups[record + LAST_NUMBER] = NONE;
  let openWeight = 0;
  members.forEach((member, n) => {
    r.turns[member] = 0;
    if (!isOpen(r.agents.ints, agents[n] * AGENT_INTS)) return;
    openWeight += r.weights[member];
  });
  reseat(r, group);
  for (const agent of agents) reindex(r, agent);
  r.groupReals[group * GROUP_REALS + TURNS_REAL] = 0;
  r.groupReals[group * GROUP_REALS + OPEN_WEIGHT_REAL] = openWeight;
}

function writeRule(r: Routing, group: number, rule: GroupRule): void {
  const real = group * GROUP_REALS;
  for (let c = 0; c < CLASSES; c++) {
    r.groupReals[real + BASE_REAL + c] = quantise(rule.base[c]);
    r.groupReals[real + SLOPE_REAL + c] = quantise(rule.slopePerMs[c]);
  }
  setReserveAfter(r, group, rule.reserveAfterMs ?? Infinity);
  const scored = rule.scored;
  r.groupReals[real + SCORE_SKILL_REAL] = scored?.skill ?? 0;
  r.groupReals[real + SCORE_FREE_REAL] = scored?.free ?? 0;
  r.groupReals[real + SCORE_IDLE_REAL] = scored?.idle ?? 0;
  r.groupReals[real + SCORE_LAST_REAL] = scored?.last ?? 0;
  r.groupReals[real + SCORE_IDLE_CAP_REAL] = scored?.idleCapMs ?? 1;
}

function setReserveAfter(r: Routing, group: number, afterMs: number): void {
  const real = group * GROUP_REALS + RESERVE_AFTER_REAL;
  const was = r.groupReals[real] < Infinity;
  r.groupReals[real] = afterMs;
  r.reservingGroups += (afterMs < Infinity ? 1 : 0) - (was ? 1 : 0);
  if (was && afterMs === Infinity) dropReservationsOf(r, group);
}

function growGroups(r: Routing, count: number): void {
  const from = r.groupCount;
  r.groups = grownInts(r.groups, count * GROUP_INTS, 0);
  r.groupReals = grownReals(r.groupReals, count * GROUP_REALS);
  r.fitCounts = grownInts(r.fitCounts, count * FIT_CLASSES, 0);
  r.heads = grownInts(r.heads, count * FIT_CLASSES * BUCKETS, NONE);
  r.masks = grownInts(r.masks, count * FIT_CLASSES * MASK_INTS, 0);
  r.slopeRanks = grownBytes(r.slopeRanks, count * CLASSES);
  r.slopeClasses = grownInts(r.slopeClasses, count * CLASSES, 0);
  r.rings = grownInts(r.rings, count * CLASSES * FIT_CLASSES * RING_INTS, NONE);
  r.ringReals = new Float64Array(r.rings.buffer, 0, r.rings.length >> 1);
  for (let group = from; group < count; group++) {
    r.groups[group * GROUP_INTS + FIRST_SHELF] = NONE;
    r.groupReals[group * GROUP_REALS + RESERVE_AFTER_REAL] = Infinity;
  }
  r.groupCount = count;
}
