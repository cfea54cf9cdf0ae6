/**
 * The bench's fixed mix (deterministic for a seed). A decision is an arrival that is assigned or
 * queued, or a release that drains or not; everything else happens in between and is paid for by
 * the decisions, though not counted: messages of which a fifth flip a conversation between dormant
 * and awake (what that frees drains too), presence changes (a tenth of all steps), exclusions
 * (2 % of items), visitors who go and come back (10 % of those in line), conversations put back at
 * their original place (5 % of releases).
 */
import * as kernel from "../mod.ts";
import type { Company } from "./company.ts";

export interface Mix {
  name: string;
  /** Share of the capacity in use; above 1 the rest waits. */
  occupancy: number;
  /** Share of the steps that are presence changes. */
  presence: number;
  /** Share of the queued that also stand in a second group's line. */
  overflow: number;
  /** Share of the steps in which somebody in line gives up. */
  abandonment: number;
}

export const MIXES: readonly Mix[] = [
  { name: "low", occupancy: 0.5, presence: 0.1, overflow: 0, abandonment: 0 },
  { name: "near_full", occupancy: 0.95, presence: 0.1, overflow: 0, abandonment: 0 },
  { name: "full", occupancy: 1, presence: 0.1, overflow: 0, abandonment: 0 },
  { name: "overflow", occupancy: 1, presence: 0.1, overflow: 0.5, abandonment: 0 },
  { name: "churn", occupancy: 0.95, presence: 0.3, overflow: 0.1, abandonment: 0.1 },
];

const DORMANT_UNITS = 4;
const AWAY_SHARE = 0.05;
const WORK_ON_RETURN_MAX = 8;
const ITEM_SLOT_MASK = 0xffffff;
const COSTS = Uint8Array.of(20, 20, 20, 20, 20, 20, 20, 10, 10, 60);

/**
 * What a caller of the kernel knows of its items, so that the bench measures the kernel and not its
 * own columns: half a cache line each by slot, and of the held a quarter, all that a release asks for.
 */
export interface Floor {
  company: Company;
  mix: Mix;
  ints: Int32Array;
  reals: Float64Array;
  /** Records of the held, in no order. */
  held: Int32Array;
  heldCount: number;
  /** Handles of those in line, kept only where somebody in line gives up. */
  line: Int32Array;
  lineCount: number;
  gone: number[];
  away: number[];
  isAway: Uint8Array;
  usedUnits: number;
  /** Units of those in line: demand, with those in use. */
  waitingUnits: number;
  random: number;
  place: kernel.Place;
  need: Required<kernel.AgentNeed>;
  decisions: number;
}

const RECORD = 8;
const REALS = RECORD / 2;
/** Cost, units now, class and requirement in one integer: cost | units << 7 | class << 14 | … << 18. */
const WHAT = 0;
const UNITS_SHIFT = 7;
const CLASS_SHIFT = 14;
const REQUIREMENT_SHIFT = 18;
const UNITS_MAX = 127;
const CLASS_MAX = 15;
const GROUP = 1;
/** 1 while it stands in line and its visitor is gone. */
const GONE = 2;
/** Place in the list of those in line. */
const SEAT = 3;
const ENQUEUED_AT_REAL = 2;
const ORDER_REAL = 3;

const HELD = 4;
const HELD_ITEM = 0;
/** As `WHAT`, with the units that it weighs now. */
const HELD_WHAT = 1;
const HELD_AGENT = 2;

const costOf = (what: number): number => what & UNITS_MAX;
const unitsOf = (what: number): number => (what >>> UNITS_SHIFT) & UNITS_MAX;
const withUnits = (what: number, units: number): number =>
  (what & ~(UNITS_MAX << UNITS_SHIFT)) | (units << UNITS_SHIFT);

export function createFloor(company: Company, mix: Mix): Floor {
  const items = company.size.waiting * 2 + Math.ceil(company.capacityUnits / 4) + 1024;
  const ints = new Int32Array(items * RECORD);
  return {
    company,
    mix,
    ints,
    reals: new Float64Array(ints.buffer),
    held: new Int32Array(items * HELD),
    heldCount: 0,
    line: new Int32Array(items),
    lineCount: 0,
    gone: [],
    away: [],
    isAway: new Uint8Array(company.agents.length),
    usedUnits: 0,
    waitingUnits: 0,
    random: 0x1234567,
    place: { class: 0, cost: 0, requirement: 0, enqueuedAt: 0, order: 0 },
    need: { cost: 0, requirement: 0, item: 0, now: 0, lastAgent: kernel.NONE },
    decisions: 0,
  };
}

/** A whole number below `sides`, from xorshift: cheap beside what is measured. */
function below(floor: Floor, sides: number): number {
  let random = floor.random;
  random ^= random << 13;
  random ^= random >>> 17;
  random ^= random << 5;
  floor.random = random;
  return ((random >>> 0) * sides / 4294967296) | 0;
}

/** Brings the floor to its occupancy, and fills the lines. */
export function fill(floor: Floor): void {
  const { company, mix } = floor;
  const units = company.capacityUnits * Math.min(mix.occupancy, 1);
  if (mix.occupancy < 1) {
    while (floor.usedUnits + floor.waitingUnits < units) arrive(floor);
  } else {
    while (floor.lineCount < company.size.waiting) arrive(floor);
  }
  floor.decisions = 0;
}

/** Runs steps until so many decisions were made. */
export function run(floor: Floor, decisions: number): void {
  const { mix, company } = floor;
  const units = company.capacityUnits * mix.occupancy;
  const presence = mix.presence * 1000;
  const abandonment = mix.abandonment * 1000;
  floor.decisions = 0;
  while (floor.decisions < decisions) {
    company.now++;
    if (below(floor, 1000) < presence) changePresence(floor);
    if (below(floor, 5) === 0 && floor.heldCount > 0) message(floor);
    if (below(floor, 1000) < abandonment) abandon(floor);
    const isShort = mix.occupancy < 1
      ? floor.usedUnits + floor.waitingUnits < units
      : floor.lineCount < company.size.waiting;
    if (isShort) arrive(floor);
    else release(floor);
  }
}

function arrive(floor: Floor): void {
  const { company, ints, need } = floor;
  const item = kernel.addItem(company.r);
  const record = recordOf(item);
  const group = below(floor, company.size.groups);
  need.cost = COSTS[below(floor, 10)];
  need.requirement = below(floor, 10) < 3
    ? company.requirements[below(floor, company.requirements.length)]
    : kernel.NO_REQUIREMENT;
  need.item = item;
  need.now = company.now;
  ints[record + WHAT] = need.cost | (below(floor, 10) << CLASS_SHIFT) |
    (need.requirement << REQUIREMENT_SHIFT);
  ints[record + GROUP] = group;
  const reals = realsOf(item);
  floor.reals[reals + ENQUEUED_AT_REAL] = company.now;
  floor.reals[reals + ORDER_REAL] = company.order++;
  if (below(floor, 100) < 2) {
    const members = company.membersOf[group];
    if (members.length > 0) {
      kernel.exclude(company.r, item, members[below(floor, members.length)]);
    }
  }
  floor.decisions++;
  const agent = kernel.pickAgent(company.r, group, need);
  if (agent === kernel.NONE) queue(floor, item, true);
  else hold(floor, item, agent, group);
}

function recordOf(item: number): number {
  return (item & ITEM_SLOT_MASK) * RECORD;
}

function realsOf(item: number): number {
  return (item & ITEM_SLOT_MASK) * REALS;
}

function hold(floor: Floor, item: number, agent: number, group: number): void {
  const what = floor.ints[recordOf(item) + WHAT];
  const cost = costOf(what);
  kernel.assign(floor.company.r, agent, cost, floor.company.now, group);
  floor.usedUnits += cost;
  const own = floor.heldCount++ * HELD;
  floor.held[own + HELD_ITEM] = item;
  floor.held[own + HELD_WHAT] = withUnits(what, cost);
  floor.held[own + HELD_AGENT] = agent;
}

function queue(floor: Floor, item: number, isNew: boolean): void {
  const { company, mix, place, ints } = floor;
  const record = recordOf(item);
  const what = ints[record + WHAT];
  place.class = (what >>> CLASS_SHIFT) & CLASS_MAX;
  place.cost = costOf(what);
  place.requirement = what >>> REQUIREMENT_SHIFT;
  place.enqueuedAt = floor.reals[realsOf(item) + ENQUEUED_AT_REAL];
  place.order = floor.reals[realsOf(item) + ORDER_REAL];
  const group = ints[record + GROUP];
  kernel.enqueue(company.r, item, group, place);
  ints[record + GONE] = 0;
  if (mix.abandonment > 0) {
    ints[record + SEAT] = floor.lineCount;
    floor.line[floor.lineCount] = item;
  }
  floor.lineCount++;
  floor.waitingUnits += place.cost;
  if (mix.overflow > 0 && below(floor, 1000) < mix.overflow * 1000) {
    kernel.enqueue(company.r, item, (group + 1) % company.size.groups, place);
  }
  if (isNew && below(floor, 10) === 0) {
    kernel.setGone(company.r, item, true);
    ints[record + GONE] = 1;
    floor.gone.push(item);
    if (floor.gone.length > floor.lineCount / 10) comeBack(floor);
  }
}

/** One of the visitors who are gone is there again. */
function comeBack(floor: Floor): void {
  const chosen = below(floor, floor.gone.length);
  const item = floor.gone[chosen];
  floor.gone[chosen] = floor.gone[floor.gone.length - 1];
  floor.gone.pop();
  floor.ints[recordOf(item) + GONE] = 0;
  kernel.setGone(floor.company.r, item, false);
}

function release(floor: Floor): void {
  const { company, held } = floor;
  const chosen = below(floor, floor.heldCount) * HELD;
  const item = held[chosen + HELD_ITEM];
  const agent = held[chosen + HELD_AGENT];
  const units = unitsOf(held[chosen + HELD_WHAT]);
  const last = --floor.heldCount * HELD;
  held[chosen + HELD_ITEM] = held[last + HELD_ITEM];
  held[chosen + HELD_WHAT] = held[last + HELD_WHAT];
  held[chosen + HELD_AGENT] = held[last + HELD_AGENT];
  floor.usedUnits -= units;
  floor.decisions++;
  kernel.release(company.r, agent, units, company.now);
  if (below(floor, 20) === 0) queue(floor, item, false);
  else kernel.removeItem(company.r, item);
  drain(floor, agent, 1);
}

function drain(floor: Floor, agent: number, itemsMax: number): void {
  const { company } = floor;
  for (let n = 0; n < itemsMax; n++) {
    const work = kernel.pickWork(company.r, agent, company.now);
    if (work === undefined) return;
    const { item, group } = work;
    kernel.dequeue(company.r, item);
    leaveLine(floor, recordOf(item));
    hold(floor, item, agent, group);
  }
}

function leaveLine(floor: Floor, record: number): void {
  floor.lineCount--;
  floor.waitingUnits -= costOf(floor.ints[record + WHAT]);
  if (floor.mix.abandonment === 0) return;
  // The list's last one takes the seat.
  const seat = floor.ints[record + SEAT];
  const last = floor.line[floor.lineCount];
  floor.line[seat] = last;
  floor.ints[recordOf(last) + SEAT] = seat;
}

function message(floor: Floor): void {
  const { held } = floor;
  const own = below(floor, floor.heldCount) * HELD;
  const what = held[own + HELD_WHAT];
  const from = unitsOf(what);
  const to = from === DORMANT_UNITS ? costOf(what) : DORMANT_UNITS;
  const agent = held[own + HELD_AGENT];
  kernel.reweigh(floor.company.r, agent, from, to);
  held[own + HELD_WHAT] = withUnits(what, to);
  floor.usedUnits += to - from;
  if (to < from) drain(floor, agent, 1);
}

/** Somebody goes; when enough are away, one of them comes back first and takes work. */
function changePresence(floor: Floor): void {
  const { company } = floor;
  const leaving = company.agents[below(floor, company.agents.length)];
  if (floor.isAway[leaving] === 1) return;
  if (floor.away.length >= company.agents.length * AWAY_SHARE) {
    const chosen = below(floor, floor.away.length);
    const back = floor.away[chosen];
    floor.away[chosen] = floor.away[floor.away.length - 1];
    floor.away.pop();
    setAvailable(floor, back, true);
    drain(floor, back, WORK_ON_RETURN_MAX);
  }
  setAvailable(floor, leaving, false);
  floor.away.push(leaving);
}

function setAvailable(floor: Floor, agent: number, available: boolean): void {
  const { company } = floor;
  floor.isAway[agent] = available ? 0 : 1;
  const terms = { capacityUnits: company.capacities[agent], windowCap: 60, available };
  kernel.setAgent(company.r, agent, terms, company.now);
}

function abandon(floor: Floor): void {
  if (floor.lineCount === 0) return;
  const item = floor.line[below(floor, floor.lineCount)];
  const record = recordOf(item);
  if (floor.ints[record + GONE] === 1) return;
  leaveLine(floor, record);
  kernel.removeItem(floor.company.r, item);
}
