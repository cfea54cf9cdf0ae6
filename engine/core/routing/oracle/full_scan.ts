/**
 * The rules of routing.md again, in the plainest form: objects, and a look at everybody for every
 * question. Nothing is shared with the kernel but the words, so that a mistake would have to be
 * made twice. Tests compare the two; the bench takes it for its ratio to a scan.
 */
import type { AgentTerms, Failing, GroupRule, MembershipTerms } from "../door.ts";

export interface PlainMember extends MembershipTerms {
  account: number;
}

export interface PlainAgent extends AgentTerms {
  number: number;
  used: number;
  windows: number;
  idleSince: number;
  skills: Map<number, number>;
  groups: Map<number, PlainMember>;
  reserved?: PlainItem;
}

export interface PlainItem {
  gone: boolean;
  excluded: Set<PlainAgent>;
  enqueuedAt: number;
  order: number;
  lines: Map<number, { class: number; cost: number; skills: [number, number][] }>;
}

export interface PlainGroup extends GroupRule {
  lastNumber: number;
}

export interface Plain {
  agents: Set<PlainAgent>;
  groups: Map<number, PlainGroup>;
  items: Set<PlainItem>;
}

export interface PlainNeed {
  cost: number;
  skills: [number, number][];
  item?: PlainItem;
}

export function createPlain(): Plain {
  return { agents: new Set(), groups: new Map(), items: new Set() };
}

/** The lowest of the levels asked for, 0 when one is missing or too low. */
export function levelOf(agent: PlainAgent, skills: [number, number][]): number {
  let lowest = 5;
  for (const [skill, least] of skills) {
    const level = agent.skills.get(skill) ?? 0;
    if (level < least) return 0;
    lowest = Math.min(lowest, level);
  }
  return lowest;
}

export function isOpen(agent: PlainAgent): boolean {
  return agent.available && agent.used < agent.capacityUnits && agent.windows < agent.windowCap &&
    agent.reserved === undefined;
}

export function failing(agent: PlainAgent, group: number, need: PlainNeed): Failing | undefined {
  if (!agent.available) return "unavailable";
  if (!agent.groups.has(group)) return "notMember";
  if (agent.windows >= agent.windowCap) return "windows";
  if (agent.used + need.cost > agent.capacityUnits) return "units";
  if (levelOf(agent, need.skills) === 0) return "skills";
  if (need.item?.excluded.has(agent)) return "excluded";
  if (agent.reserved !== undefined && agent.reserved !== need.item) return "reserved";
  return undefined;
}

/** Lower is better, field by field. */
type Rank = number[];

function compare(a: Rank, b: Rank): number {
  for (let n = 0; n < a.length; n++) if (a[n] !== b[n]) return a[n] - b[n];
  return 0;
}

export function pickAgent(
  plain: Plain,
  group: number,
  need: PlainNeed,
  now: number,
  last?: PlainAgent,
): PlainAgent | undefined {
  const fitting = [...plain.agents].filter((agent) => failing(agent, group, need) === undefined);
  const keeper = fitting.find((agent) => need.item !== undefined && agent.reserved === need.item);
  if (keeper !== undefined) return keeper;
  const rank = (agent: PlainAgent) =>
    rankOf(plain.groups.get(group)!, group, agent, need, now, last);
  let best: PlainAgent | undefined;
  let bestRank: Rank = [];
  for (const agent of fitting) {
    const own = rank(agent);
    if (best === undefined || compare(own, bestRank) < 0) {
      best = agent;
      bestRank = own;
    }
  }
  return best;
}

function rankOf(
  rule: PlainGroup,
  group: number,
  agent: PlainAgent,
  need: PlainNeed,
  now: number,
  last?: PlainAgent,
): Rank {
  const occupancy = [agent.used / agent.capacityUnits, agent.idleSince, agent.number];
  const level = need.skills.length === 0 ? 0 : levelOf(agent, need.skills);
  switch (rule.strategy) {
    case "leastOccupied":
      return occupancy;
    case "longestIdle":
      return [agent.idleSince, agent.number];
    case "roundRobin":
      return [agent.number > rule.lastNumber ? 0 : 1, agent.number];
    case "weighted": {
      const member = agent.groups.get(group)!;
      return [-(member.account + member.weight), agent.number];
    }
    case "mostSkilled":
      return [-level, ...occupancy];
    case "scored": {
      const weights = rule.scored!;
      const idleMs = now - agent.idleSince;
      const score = weights.skill * level / 5 +
        weights.free * (1 - agent.used / agent.capacityUnits) +
        weights.idle * Math.min(idleMs / weights.idleCapMs, 1) +
        (agent === last ? weights.last : 0);
      return [-score, ...occupancy];
    }
  }
}

const quantise = (value: number) => Math.round(value * 2 ** 32) / 2 ** 32;

export function indexOf(plain: Plain, item: PlainItem, group: number, now: number): number {
  const rule = plain.groups.get(group)!;
  const line = item.lines.get(group)!;
  return quantise(rule.base[line.class]) +
    quantise(rule.slopePerMs[line.class]) * (now - item.enqueuedAt);
}

interface PlainWork {
  item: PlainItem;
  group: number;
  rank: Rank;
}

export function pickWork(plain: Plain, agent: PlainAgent, now: number): PlainWork | undefined {
  let best: PlainWork | undefined;
  for (const item of agent.reserved === undefined ? plain.items : [agent.reserved]) {
    if (item.gone) continue;
    for (const [group, line] of item.lines) {
      const need = { cost: line.cost, skills: line.skills, item };
      if (failing(agent, group, need) !== undefined) continue;
      const rank = workRank(plain, agent, item, group, now);
      if (best === undefined || compare(rank, best.rank) < 0) best = { item, group, rank };
    }
  }
  return best;
}

function workRank(
  plain: Plain,
  agent: PlainAgent,
  item: PlainItem,
  group: number,
  now: number,
): Rank {
  const bonus = quantise(agent.groups.get(group)!.bonus);
  return [-(indexOf(plain, item, group, now) + bonus), item.enqueuedAt, item.order, group];
}

export function position(plain: Plain, item: PlainItem, group: number, now: number): number {
  const rank = (one: PlainItem) => [-indexOf(plain, one, group, now), one.enqueuedAt, one.order];
  const own = rank(item);
  let ahead = 0;
  for (const other of plain.items) {
    if (other.gone || other === item || !other.lines.has(group)) continue;
    if (compare(rank(other), own) < 0) ahead++;
  }
  return ahead + 1;
}

/** Nginx's smooth weighted round robin as it is written: all open members rise, the chosen pays. */
export function takeTurn(plain: Plain, group: number, agent: PlainAgent): void {
  const rule = plain.groups.get(group)!;
  rule.lastNumber = agent.number;
  if (rule.strategy !== "weighted") return;
  let total = 0;
  for (const other of plain.agents) {
    const member = other.groups.get(group);
    if (member === undefined || !isOpen(other)) continue;
    member.account += member.weight;
    total += member.weight;
  }
  const member = agent.groups.get(group);
  if (member !== undefined) member.account -= total;
}

/** The head of each line is its first item whose visitor is there. */
export function reserveFreed(plain: Plain, agent: PlainAgent, now: number): void {
  if (!agent.available || agent.windows >= agent.windowCap || agent.reserved !== undefined) return;
  let best: PlainWork | undefined;
  for (const group of agent.groups.keys()) {
    const afterMs = plain.groups.get(group)!.reserveAfterMs ?? Infinity;
    if (afterMs === Infinity) continue;
    for (const item of lineHeads(plain, group)) {
      const line = item.lines.get(group)!;
      if (line.cost <= agent.capacityUnits - agent.used) continue;
      if (line.cost > agent.capacityUnits || item.excluded.has(agent)) continue;
      if (levelOf(agent, line.skills) === 0 || now - item.enqueuedAt < afterMs) continue;
      if ([...plain.agents].some((other) => other.reserved === item)) continue;
      const rank = workRank(plain, agent, item, group, now);
      if (best === undefined || compare(rank, best.rank) < 0) best = { item, group, rank };
    }
  }
  if (best === undefined) return;
  const work = pickWork(plain, agent, now);
  if (work === undefined || compare(best.rank, work.rank) < 0) agent.reserved = best.item;
}

function lineHeads(plain: Plain, group: number): Iterable<PlainItem> {
  const heads = new Map<string, PlainItem>();
  for (const item of plain.items) {
    const line = item.lines.get(group);
    if (item.gone || line === undefined) continue;
    const key = JSON.stringify([line.class, line.cost, [...line.skills].sort()]);
    const head = heads.get(key);
    const earlier = head === undefined || item.enqueuedAt < head.enqueuedAt ||
      (item.enqueuedAt === head.enqueuedAt && item.order < head.order);
    if (earlier) heads.set(key, item);
  }
  return heads.values();
}

/** Ends reservations that the rules no longer allow. */
export function reviewReservations(plain: Plain): void {
  for (const agent of plain.agents) {
    const item = agent.reserved;
    if (item === undefined) continue;
    const possible = !item.gone && agent.available && !item.excluded.has(agent) &&
      [...item.lines].some(([group, line]) =>
        agent.groups.has(group) && line.cost <= agent.capacityUnits &&
        levelOf(agent, line.skills) > 0
      );
    if (!possible) agent.reserved = undefined;
  }
}
