import { type Agent, isAvailable } from "../agent/state.ts";
import { NOBODY, STATE } from "../conversation/columns.ts";
import { findName } from "../names.ts";
import type { Workspace } from "../workspace/state.ts";
import { LEVELLED_MAX, type Teams } from "./levels.ts";

/**
 * Groups whose lines drain together: a freed agent takes the highest index over all lines that he
 * serves, so groups that share a good part of their people, or whose visitors cross over by time,
 * have one line between them. Read off the state alone.
 */
export interface Pool {
  groups: number[];
  /** Conversations under way that nobody new has to wait for, and how long the last ones took. */
  busy: number;
  ended: number;
  heldMs: number;
  /** Who waits and has gone, though not long enough to be passed over. */
  fading: number;
  /** By the groups that they serve, as bits in the order of `groups`; empty when there are many. */
  teams: Teams;
}

/** Pools by group, and the moment at which they were read off. */
export interface Pools {
  at: number;
  of: Pool[];
}

const FRESH_MS = 1_000;
/** Fewer shared people do not even the waits out. */
const SHARED_MIN = 0.25;

/** As it is now. What is decided by an estimate asks this, or a query would change the decision. */
export const poolOf = (workspace: Workspace, group: number): Pool =>
  pooled(poolsOf(workspace), group);

/**
 * As it was within the last second, for what is only shown: it is read for everybody who waits, and
 * people come and go less often.
 */
export function recentPoolOf(workspace: Workspace, group: number, now: number): Pool {
  const { pools } = workspace;
  const fresh = pools !== undefined && now >= pools.at && now < pools.at + FRESH_MS;
  const { of } = fresh ? pools : workspace.pools = { at: now, of: poolsOf(workspace) };
  return pooled(of, group);
}

const pooled = (pools: Pool[], group: number): Pool => pools[group] ?? emptyPool([group]);

const emptyPool = (groups: number[]) => ({
  groups,
  busy: 0,
  ended: 0,
  heldMs: 0,
  fading: 0,
  teams: new Map<number, number>(),
});

function poolsOf(workspace: Workspace): Pool[] {
  const count = workspace.figures.length;
  const root = Array.from({ length: count }, (_, group) => group);
  const rootOf = (group: number): number => {
    while (root[group] !== group) group = root[group];
    return group;
  };
  const people = workspace.agents.filter(isAvailable).map((agent) => ({
    agent,
    groups: groupsOf(workspace, agent),
  }));
  for (const [one, other] of links(workspace, people)) root[rootOf(other)] = rootOf(one);
  const pools = root.map(() => emptyPool([]));
  workspace.figures.forEach(({ ended, heldMs }, group) => {
    const pool = pools[rootOf(group)];
    pool.groups.push(group);
    pool.ended += ended;
    pool.heldMs += heldMs;
  });
  for (const { agent, groups } of people) {
    if (groups.length === 0) continue;
    const pool = pools[rootOf(groups[0])];
    pool.busy += agent.held.size;
    if (pool.groups.length > LEVELLED_MAX) continue;
    const serves = groups.reduce((bits, group) => bits | 1 << pool.groups.indexOf(group), 0);
    pool.teams.set(serves, (pool.teams.get(serves) ?? 0) + agent.held.size);
  }
  for (const group of fadingIn(workspace)) pools[rootOf(group)].fading++;
  return root.map((_, group) => pools[rootOf(group)]);
}

/** Home groups of those who wait and are on their way out, one entry each. */
function fadingIn({ visitors, conversations }: Workspace): number[] {
  const { first } = visitors.table.column;
  const { state, home, nextOfVisitor } = conversations.column;
  const found: number[] = [];
  for (const visitor of visitors.vanishing) {
    for (let at = first[visitor]; at !== NOBODY; at = nextOfVisitor[at]) {
      if (state[at] === STATE.waiting) found.push(home[at]);
    }
  }
  return found;
}

interface Member {
  agent: Agent;
  groups: number[];
}

const groupsOf = (workspace: Workspace, { record }: Agent): number[] =>
  record.memberships.filter(({ group }) => workspace.plan?.groups.has(group))
    .map(({ group }) => findName(workspace.groups, group));

function links(workspace: Workspace, people: Member[]): [number, number][] {
  const { figures, plan, groups: names } = workspace;
  const members = figures.map(() => 0);
  const shared = new Map<number, number>();
  for (const { groups } of people) {
    groups.forEach((one, at) => {
      members[one]++;
      for (const other of groups.slice(at + 1)) {
        const pair = Math.min(one, other) * figures.length + Math.max(one, other);
        shared.set(pair, (shared.get(pair) ?? 0) + 1);
      }
    });
  }
  const found: [number, number][] = [];
  for (const [pair, count] of shared) {
    const [one, other] = [Math.floor(pair / figures.length), pair % figures.length];
    if (count >= SHARED_MIN * Math.min(members[one], members[other])) found.push([one, other]);
  }
  for (const { id, overflow } of plan?.groups.values() ?? []) {
    for (const { when, to } of overflow) {
      const [one, other] = [findName(names, id), findName(names, to)];
      if (when === "timeout" && members[one] > 0 && members[other] > 0) found.push([one, other]);
    }
  }
  return found;
}
