import type { Command } from "../../contract/wire/commands.ts";
import { CONVERSATION_STATES } from "../../contract/wire/states.ts";
import type { WhyCode } from "../../contract/wire/why.ts";
import { type Asking, type Decided, partIn, refuse } from "../asking.ts";
import { canQueue } from "../routing/mod.ts";
import { conversationOf } from "../workspace/state.ts";
import { STATE } from "./columns.ts";

/**
 * A visitor who waits may turn to the bot or leave a message, and come back, without losing the
 * place: the enqueue time stays.
 *
 * | state | to waiting | to left | to bot |
 * |---|---|---|---|
 * | waiting | nothing to do | switched | switched, where the route has a bot |
 * | left | switched | nothing to do | switched |
 * | bot | switched | switched | nothing to do |
 * | assigned, parked | not_eligible | not_eligible | not_eligible |
 * | closed | closed | closed | closed |
 *
 * By the visitor, an integration, a supervisor or the engine; `busy` when the line has no room.
 */
export function decideSwitch(
  ask: Asking,
  { conversation, to }: Command<"conversation.switch">,
): Decided {
  const { workspace } = ask;
  const handle = conversationOf(workspace, conversation);
  const part = handle < 0 ? undefined : partIn(ask, handle);
  if (part === undefined) return refuse("not_found");
  const c = workspace.conversations.column;
  const from = CONVERSATION_STATES[c.state[handle]];
  if (from === "closed") return refuse("closed");
  if (part === "owner" || part === "receiver" || part === "helper") return refuse("not_eligible");
  if (from === "assigned" || from === "parked") return refuse("not_eligible");
  if (from === to) return [];
  const bot = to === "bot" ? botOf(ask, handle) : undefined;
  if (to === "bot" && bot === undefined) return refuse("not_eligible");
  const home = c.home[handle];
  const lines = c.state[handle] !== STATE.bot || to === "bot" ||
    canQueue(workspace.routing, home, c.requirement[handle]);
  if (!lines) return refuse("busy");
  const code: WhyCode = part === "visitor" ? "visitorChose" : "supervisorChose";
  const group = workspace.groups.words[home];
  return [{
    type: "conversation.switched",
    conversation,
    from,
    to,
    group,
    ...(bot === undefined ? {} : { bot }),
    why: { code },
  }];
}

/** The bot of the route by which the visitor came. */
function botOf({ workspace }: Asking, handle: number): string | undefined {
  const route = workspace.words.words[workspace.conversations.column.route[handle]];
  return workspace.plan?.routes.get(route)?.bot;
}
