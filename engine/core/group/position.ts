import type { PositionLive } from "../../contract/wire/queries.ts";
import { CONVERSATION_STATES } from "../../contract/wire/states.ts";
import { isAttended } from "../agent/channels.ts";
import { FLAG } from "../conversation/columns.ts";
import { isWaiting, presentIn } from "../conversation/lines.ts";
import { outranking, position, waiting } from "../routing/mod.ts";
import type { Workspace } from "../workspace/state.ts";
import { estimateWait } from "./estimate.ts";
import { sharedOut, slowness } from "./levels.ts";
import { type Pool, poolOf, recentPoolOf } from "./pool.ts";

/** Positions below this are exact, larger ones rounded up to tens: nobody counts to 4,000. */
const EXACT_BELOW = 20;
const ROUND_TO = 10;

export function positionOf(workspace: Workspace, handle: number, now: number): PositionLive {
  const c = workspace.conversations.column;
  const state = CONVERSATION_STATES[c.state[handle]];
  const inLine = isWaiting(c.state[handle]) && (c.flags[handle] & FLAG.lined) !== 0;
  if (!inLine) return { position: 0, exact: true, state };
  const home = c.home[handle];
  const place = Math.max(1, position(workspace.routing, c.item[handle], home, now));
  const exact = place < EXACT_BELOW;
  const estimate = state === "waiting"
    ? estimateOf(workspace, handle, home, recentPoolOf(workspace, home, now), now)
    : undefined;
  const shown = exact ? place : Math.ceil(place / ROUND_TO) * ROUND_TO;
  return {
    position: shown,
    exact,
    state,
    ...(estimate === undefined ? {} : { estimate }),
    ...(attends(workspace, handle) ? {} : { unattended: true }),
  };
}

/**
 * The estimate that a decision may rest on: a function of the state and the moment alone. Of the
 * place in the home line, or in another in which it stands.
 */
export function exactEstimate(workspace: Workspace, handle: number, now: number, line?: number) {
  const group = line ?? workspace.conversations.column.home[handle];
  return estimateOf(workspace, handle, group, poolOf(workspace, group), now);
}

/** Whether anybody is online who could take it, in any of its lines. */
function attends(workspace: Workspace, handle: number): boolean {
  const c = workspace.conversations.column;
  return [c.home[handle], c.over0[handle], c.over1[handle], c.over2[handle]].some((group) =>
    group >= 0 &&
    isAttended(workspace, group, c.requirement[handle])
  );
}

/**
 * Over all lines that drain together; who stands in several of them counts once on average. None
 * for whom nobody attends to.
 */
function estimateOf(
  workspace: Workspace,
  handle: number,
  line: number,
  pool: Pool,
  now: number,
) {
  if (!attends(workspace, handle)) return undefined;
  const { routing, figures } = workspace;
  const c = workspace.conversations.column;
  const been = { gaveUp: 0, waitedMs: 0 };
  let [standing, people, present] = [0, 0, 0];
  const ahead: number[] = [];
  for (const group of pool.groups) {
    const { gaveUp, waitedMs, waitedAt, waiting: own, left } = figures[group];
    ahead.push(outranking(routing, c.item[handle], line, group, now));
    been.gaveUp += gaveUp;
    const here = presentIn(workspace, group);
    been.waitedMs += waitedMs + here * (now - waitedAt);
    present += here;
    standing += waiting(routing, group);
    people += own + left;
  }
  const once = standing > people ? people / standing : 1;
  const staying = present > pool.fading ? 1 - pool.fading / present : 1;
  const { busy, ended, heldMs, teams, groups } = pool;
  const before = ahead.reduce((sum, some) => sum + some, 0);
  const own = groups.indexOf(line);
  ahead[own]++;
  // Who stands in several lines has no line of their own.
  const slower = once === 1 ? slowness(ahead, teams, own) : 1;
  const shared = once === 1 ? sharedOut(teams, own) : 0;
  const all = 1 + Math.round(before * once * staying);
  return estimateWait({ ...been, ahead: all, busy, ended, heldMs, slower, shared });
}
