import type { Command, CommandResult, OpenResult, Reply } from "../contract/wire/commands.ts";
import type { Event } from "../contract/wire/events.ts";
import { positionOf } from "./group/position.ts";
import type { PartitionState } from "./partition_state.ts";
import { conversationOf } from "./workspace/state.ts";

/**
 * The reply to an accepted command, rebuilt from its own events, so that a repeat is answered like
 * the first time. Only the place in line is read from the state, as it is now.
 */
export function answer(command: Command, events: Event[], state: PartitionState): Reply {
  const last = events.at(-1);
  const seq = command.type === "conversation.message"
    ? events.find(({ type }) => type === "conversation.messaged")?.seq ?? last?.seq
    : last?.seq;
  const known = state.workspaces.get(command.workspace)?.seq ?? 0;
  return { ok: true, seq: seq ?? known, result: resultOf(command, events, state) };
}

function resultOf(command: Command, events: Event[], state: PartitionState): CommandResult {
  const result: CommandResult = {};
  if ("conversation" in command) result.conversation = command.conversation;
  if ("item" in command) result.conversation = command.item;
  for (const event of events) {
    if (event.type === "conversation.messaged") result.message = event.message;
    if (event.type === "conversation.taken") result.conversation = event.conversation;
    if (event.type === "config.published") result.version = event.version;
  }
  if (command.type === "conversation.open") result.opened = openedOf(command, events, state);
  return result;
}

function openedOf(
  command: Command<"conversation.open">,
  events: Event[],
  state: PartitionState,
): OpenResult {
  for (const event of events.toReversed()) {
    if (event.type === "conversation.assigned") return { state: "assigned", agent: event.agent };
    if (event.type === "conversation.left") return { state: "left" };
    if (event.type === "conversation.switched" && event.to === "bot") {
      return { state: "bot", bot: event.bot ?? "" };
    }
  }
  const workspace = state.workspaces.get(command.workspace);
  const handle = workspace === undefined ? -1 : conversationOf(workspace, command.conversation);
  if (workspace === undefined || handle < 0) return { state: "waiting", position: 1 };
  const { position, estimate } = positionOf(workspace, handle, state.at);
  return {
    state: "waiting",
    position: Math.max(1, position),
    ...(estimate === undefined ? {} : { estimate }),
  };
}
