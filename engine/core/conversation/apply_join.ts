import type { Event } from "../../contract/wire/events.ts";
import { pushPlace } from "../agenda.ts";
import type { PartitionState } from "../partition_state.ts";
import type { Workspace } from "../workspace/state.ts";
import { beginWait } from "./apply_talk.ts";
import { voidOffer } from "./apply_transfer.ts";
import { nameOf } from "../names.ts";
import { FLAG, STATE } from "./columns.ts";
import { countWaiting, LEFT_CLASS, markGone, standEverywhere, stepOut } from "./lines.ts";

/** Who is beside the owner, and who waits in which way. */

export function applyJoined(
  workspace: Workspace,
  handle: number,
  { who, as }: Pick<Event<"conversation.joined">, "who" | "as">,
): void {
  const others = (workspace.joined.get(handle) ?? []).filter((one) => one.who !== who);
  workspace.joined.set(handle, [...others, { who, as }]);
}

export function applyParted(
  workspace: Workspace,
  handle: number,
  { who }: Event<"conversation.parted">,
): void {
  const others = (workspace.joined.get(handle) ?? []).filter((one) => one.who !== who);
  if (others.length === 0) workspace.joined.delete(handle);
  else workspace.joined.set(handle, others);
}

/** The place stays whatever the visitor turns to; a bot holds nobody's room. */
export function applySwitched(
  state: PartitionState,
  workspace: Workspace,
  handle: number,
  event: Event<"conversation.switched">,
): void {
  const c = workspace.conversations.column;
  const hadPlace = (c.flags[handle] & FLAG.lined) !== 0;
  voidOffer(state, workspace, handle, event.at);
  countWaiting(workspace, c.home[handle], event.at);
  stepOut(workspace, handle);
  c.group[handle] = c.home[handle];
  c.state[handle] = STATE[event.to];
  const keeps = event.to === "left" || (event.to === "bot" && hadPlace);
  c.since[handle] = keeps ? event.at : 0;
  if (event.bot !== undefined) c.bot[handle] = nameOf(workspace.words, event.bot);
  if (event.enqueuedAt !== undefined) c.enqueuedAt[handle] = event.enqueuedAt;
  c.lineClass[handle] = event.to === "left" ? LEFT_CLASS : c.class[handle];
  workspace.why[handle] = event.why;
  if (event.to === "waiting") {
    c.queuedAt[handle] = event.at;
    if (c.roundBeganAt[handle] > 0) c.roundFrom[handle] = event.at;
    beginWait(workspace, handle);
  }
  if (event.to === "bot") return markGone(workspace, handle);
  standEverywhere(workspace, handle);
  pushPlace(state, workspace, handle);
}
