import type { PositionLive } from "../../contract/wire/queries.ts";
import { CONVERSATION_STATES } from "../../contract/wire/states.ts";
import { FLAG } from "../conversation/columns.ts";
import { isWaiting } from "../conversation/lines.ts";
import { oldest, onlineMembers, position } from "../routing/mod.ts";
import type { Workspace } from "../workspace/state.ts";
import { estimateWait } from "./estimate.ts";

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
  const headAt = oldest(workspace.routing, home);
  const headWaitMs = Number.isFinite(headAt) ? now - headAt : 0;
  const estimate = state === "waiting"
    ? estimateWait(workspace.figures[home], place, headWaitMs, now)
    : undefined;
  const shown = exact ? place : Math.ceil(place / ROUND_TO) * ROUND_TO;
  const attended = attends(workspace, handle);
  return {
    position: shown,
    exact,
    state,
    ...(estimate === undefined || !attended ? {} : { estimate }),
    ...(attended ? {} : { unattended: true }),
  };
}

/** Whether anybody is online who could take it, in any of its lines. */
function attends(workspace: Workspace, handle: number): boolean {
  const c = workspace.conversations.column;
  return [c.home[handle], c.over0[handle], c.over1[handle], c.over2[handle]].some((group) =>
    group >= 0 && onlineMembers(workspace.routing, group, c.requirement[handle]) > 0
  );
}
