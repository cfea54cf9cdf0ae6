import type { Command } from "../../contract/wire/commands.ts";
import type { Bot, Route } from "../../contract/wire/configuration.ts";
import type { Draft } from "../../contract/wire/events.ts";
import { fnv1a32 } from "../../contract/wire/ids.ts";
import { CONVERSATION_STATES } from "../../contract/wire/states.ts";
import type { Why, WhyCode } from "../../contract/wire/why.ts";
import { type Asking, type Decided, type Part, partIn, refuse } from "../asking.ts";
import { idAt } from "../ids.ts";
import { canQueue } from "../routing/mod.ts";
import { conversationOf, type Workspace } from "../workspace/state.ts";
import { STATE } from "./columns.ts";
import { closedSince } from "./out_of_line.ts";

/**
 * A visitor who waits may turn to the bot or leave a message, and come back, without losing the
 * place: the enqueue time stays. One who began with the bot gets a place on leaving it. Whatever
 * the bot does or fails to do, a person is one step away.
 *
 * | state | to waiting | to left | to bot |
 * |---|---|---|---|
 * | waiting | nothing to do | switched | switched, where the route has a bot |
 * | left | switched; not_eligible outside the hours | nothing to do | switched |
 * | bot | switched | switched | nothing to do |
 * | assigned, parked | not_eligible | not_eligible | not_eligible |
 * | closed | closed | closed | closed |
 *
 * By the visitor, an integration, a supervisor or the engine; by the bot only from itself to
 * waiting; `busy` when the line has no room.
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
  if (!maySwitch(part, to)) return refuse("not_eligible");
  if (from === "assigned" || from === "parked") return refuse("not_eligible");
  if (from === to) return [];
  if (to === "bot" && botOfConversation(workspace, handle) === undefined) {
    return refuse("not_eligible");
  }
  // there is no line to come back to while nobody works
  const outside = to === "waiting" && closedSince(workspace, handle) < Infinity;
  if (from === "left" && outside) return refuse("not_eligible");
  const lines = c.state[handle] !== STATE.bot || to === "bot" ||
    canQueue(workspace.routing, c.home[handle], c.requirement[handle]);
  if (!lines) return refuse("busy");
  return [switchedDraft(ask, handle, to, { code: reasonOf(part) })];
}

function maySwitch(part: Part, to: Command<"conversation.switch">["to"]): boolean {
  if (part === "bot") return to === "waiting";
  return part !== "owner" && part !== "receiver" && part !== "helper";
}

function reasonOf(part: Part): WhyCode {
  if (part === "bot") return "botGaveUp";
  return part === "visitor" ? "visitorChose" : "supervisorChose";
}

/** From where it stands (`waiting`, `left` or `bot`) to another of the three. */
export function switchedDraft(
  { workspace, now }: Pick<Asking, "workspace" | "now">,
  handle: number,
  to: "waiting" | "left" | "bot",
  why: Why,
): Draft<"conversation.switched"> {
  const c = workspace.conversations.column;
  const bot = to === "bot" ? botOfConversation(workspace, handle)?.id : undefined;
  const beganWithBot = c.state[handle] === STATE.bot && c.since[handle] === 0;
  return {
    type: "conversation.switched",
    conversation: idAt(workspace.ids, handle),
    from: CONVERSATION_STATES[c.state[handle]] as "waiting" | "left" | "bot",
    to,
    group: workspace.groups.words[c.home[handle]],
    ...(bot === undefined ? {} : { bot }),
    ...(beganWithBot ? { enqueuedAt: now } : {}),
    why,
  };
}

/** The bot of the route by which the visitor came, when the document in force has it. */
function botOfConversation(workspace: Workspace, handle: number): Bot | undefined {
  const route = workspace.words.words[workspace.conversations.column.route[handle]];
  return botOf(workspace, workspace.plan?.routes.get(route));
}

const botOf = ({ plan }: Workspace, route: Route | undefined): Bot | undefined =>
  route?.bot === undefined ? undefined : plan?.bots.get(route.bot);

const PERCENT = 100;

/**
 * Whether a new conversation begins with its route's bot: the route's share of them, told by the
 * conversation's own id, so that every run and every repeat says the same.
 */
export function beginsWithBot(
  workspace: Workspace,
  route: Route,
  command: Command<"conversation.open">,
): Bot | undefined {
  const bot = botOf(workspace, route);
  if (bot === undefined || command.wantsPeople) return undefined;
  if (command.agent !== undefined || command.owner !== undefined) return undefined;
  if (command.continues !== undefined) return undefined;
  return fnv1a32(command.conversation) % PERCENT < (route.botPercent ?? 0) ? bot : undefined;
}
