import type { Draft } from "../../contract/wire/events.ts";
import type { CloseReason } from "../../contract/wire/states.ts";
import type { Asking } from "../asking.ts";
import { STATE } from "../conversation/columns.ts";
import { closedDraft } from "../conversation/decide_end.ts";
import { rowOf } from "../ids.ts";
import type { Workspace } from "../workspace/state.ts";
import { conversationsOf } from "./apply.ts";

/** What of a visitor is not closed, newest first. */
export function openOf(workspace: Workspace, visitor: string): number[] {
  const row = rowOf(workspace.visitors.ids, visitor);
  const { state } = workspace.conversations.column;
  return row === undefined
    ? []
    : conversationsOf(workspace, row).filter((handle) => state[handle] !== STATE.closed);
}

/** Ends all of it, wherever it stands, the oldest first. */
export function closingDrafts(
  ask: Asking,
  visitor: string,
  reason: Extract<CloseReason, "erased" | "blocked">,
): Draft[] {
  const { order } = ask.workspace.conversations.column;
  return openOf(ask.workspace, visitor)
    .sort((a, b) => order[a] - order[b])
    .map((handle) => closedDraft(ask, handle, reason));
}
