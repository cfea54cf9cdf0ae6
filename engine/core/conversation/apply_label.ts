import type { Event } from "../../contract/wire/events.ts";
import type { Workspace } from "../workspace/state.ts";
import { FLAG, STATE } from "./columns.ts";
import { restand } from "./lines.ts";

/** What people say of a conversation without moving it: its class, its tags. */

/** A left message stays behind everybody; what waits stands in the other line, as early as ever. */
export function applyPrioritised(
  workspace: Workspace,
  handle: number,
  event: Event<"conversation.prioritised">,
): void {
  const c = workspace.conversations.column;
  c.class[handle] = event.class;
  if (c.state[handle] === STATE.left) return;
  c.lineClass[handle] = event.class;
  if ((c.flags[handle] & FLAG.lined) !== 0) restand(workspace, handle);
}

export function applyTagged(
  workspace: Workspace,
  handle: number,
  { tags }: Event<"conversation.tagged">,
): void {
  if (tags === undefined) return;
  if (tags.length === 0) workspace.tags.delete(handle);
  else workspace.tags.set(handle, tags);
}
