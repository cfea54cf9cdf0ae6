import type { Command } from "../../contract/wire/commands.ts";
import type { Draft } from "../../contract/wire/events.ts";
import type { Why } from "../../contract/wire/why.ts";
import { type Asking, type Decided, type Part, partIn, refuse, wrongField } from "../asking.ts";
import { conversationOf, type Workspace } from "../workspace/state.ts";
import { blockedFaultOf } from "../visitor/blocked.ts";
import { FLAG, STATE } from "./columns.ts";
import { switchedDraft } from "./decide_switch.ts";
import { messageFields } from "./decide_open.ts";
import { backDrafts } from "./placing.ts";
import { sideOf } from "./speaker.ts";
import { wokenDrafts, wrappedUpDrafts } from "./weight.ts";

/**
 * Messages. Only a visitor's own words begin a round, only people's own words to the visitor end
 * one; notes, automatic texts and machines do neither.
 *
 * | state | visitor writes | staff write | note |
 * |---|---|---|---|
 * | waiting, left, assigned | messaged | messaged | messaged |
 * | bot | messaged, and asks the bot; switched when it asks for a person | messaged | messaged |
 * | parked | unparked, messaged, assigned or queued | messaged | messaged |
 * | closed, within `reopenMs` | reopened, messaged, assigned or queued | closed | closed |
 * | closed, later or erased | closed | closed | closed |
 */
export function decideMessage(ask: Asking, command: Command<"conversation.message">): Decided {
  const { workspace, now } = ask;
  const repeated = workspace.recent.get(command.message);
  if (repeated !== undefined && repeated.by === ask.by) {
    return refuse("conflict", { conversation: repeated.conversation, seq: repeated.seq });
  }
  const handle = conversationOf(workspace, command.conversation);
  const part = handle < 0 ? undefined : partIn(ask, handle);
  if (part === undefined) return refuse("not_found");
  if (repeated !== undefined) return refuse("conflict");
  const fault = messageFault(ask, handle, part, command);
  if (fault !== undefined) return fault;
  const message = messageDraft(ask, handle, command);
  if (part !== "visitor" || command.auto !== undefined) return [message];
  const c = workspace.conversations.column;
  if (c.state[handle] === STATE.bot && command.wantsPeople) {
    const why: Why = { code: "visitorChose" };
    return [message, switchedDraft(ask, handle, "waiting", why)];
  }
  const why: Why = { code: "visitorWrote" };
  const { conversation } = command;
  switch (c.state[handle]) {
    case STATE.parked:
      return [
        { type: "conversation.unparked", conversation, why },
        message,
        ...backDrafts(workspace, handle, c.enqueuedAt[handle], why),
      ];
    case STATE.closed:
      return [
        ...wrappedUpDrafts(workspace, handle),
        { type: "conversation.reopened", conversation, why },
        message,
        ...backDrafts(workspace, handle, now, why),
      ];
    default:
      return [...wokenDrafts(workspace, handle), message];
  }
}

function messageFault(
  ask: Asking,
  handle: number,
  part: Part,
  command: Command<"conversation.message">,
) {
  const { state } = ask.workspace.conversations.column;
  const blocked = part === "visitor" ? blockedFaultOf(ask, handle) : undefined;
  if (blocked !== undefined) return blocked;
  if (part === "visitor" && command.visibility === "staff") return refuse("forbidden");
  if (part === "visitor" && command.auto !== undefined && ask.kind === "visitor") {
    return refuse("forbidden");
  }
  if (part === "bot" && command.visibility === "staff") return refuse("forbidden");
  if (command.auto === "hold" || command.auto === "closingNotice") {
    return wrongField("auto", "state");
  }
  if (state[handle] === STATE.closed && (part !== "visitor" || !mayReopen(ask, handle))) {
    return refuse("closed");
  }
  if (part === "helper") return helperFault(ask, handle, command);
  if (part === "receiver" && command.visibility === "all") return refuse("not_eligible");
  return undefined;
}

/** Who watches says nothing, who whispers speaks to the staff alone. */
function helperFault(ask: Asking, handle: number, { visibility }: Command<"conversation.message">) {
  const as = ask.workspace.joined.get(handle)?.find(({ who }) => who === ask.who)?.as;
  if (as === "watch") return refuse("not_eligible");
  return as === "whisper" && visibility === "all" ? refuse("not_eligible") : undefined;
}

/**
 * Within the time in which writing or asking continues the same session, and while its group is
 * there: a publish may take away a group that only closed conversations name.
 */
export function mayReopen({ workspace, now }: Asking, handle: number): boolean {
  const c = workspace.conversations.column;
  const { plan, groups } = workspace;
  if (!plan?.groups.has(groups.words[c.home[handle]])) return false;
  const { reopenMs } = plan.configuration.times;
  return (c.flags[handle] & FLAG.erased) === 0 && now - c.since[handle] <= reopenMs;
}

function messageDraft(
  ask: Asking,
  handle: number,
  command: Command<"conversation.message">,
): Draft<"conversation.messaged"> {
  const { workspace, now } = ask;
  const c = workspace.conversations.column;
  const counts = command.visibility === "all" && command.auto === undefined;
  const side = sideOf(ask.by);
  const open = c.roundBeganAt[handle] > 0;
  const begins = counts && side === "visitor" && !open;
  const ends = counts && side === "people" && open;
  return {
    type: "conversation.messaged",
    conversation: command.conversation,
    ...messageFields(command, now),
    round: c.round[handle] + (begins ? 1 : 0),
    ...(begins ? { begins: true as const } : {}),
    ...(ends ? { ends: true as const } : {}),
    ...(counts && side === "visitor" ? botField(workspace, handle, command) : {}),
  };
}

/** Who has to answer: the bot, unless the visitor asks for a person. */
function botField(
  workspace: Workspace,
  handle: number,
  { wantsPeople, gateway = "" }: Command<"conversation.message">,
): { toBot?: { bot: string; gateway: string } } {
  const c = workspace.conversations.column;
  if (c.state[handle] !== STATE.bot || wantsPeople) return {};
  return { toBot: { bot: workspace.words.words[c.bot[handle]], gateway } };
}

/** Own messages only, within `recallMs`; a second recall changes nothing. */
export function decideRecall(ask: Asking, command: Command<"conversation.recall">): Decided {
  const { workspace, now } = ask;
  const handle = conversationOf(workspace, command.conversation);
  if (handle < 0 || partIn(ask, handle) === undefined) return refuse("not_found");
  const message = workspace.recent.get(command.message);
  if (message === undefined || message.conversation !== command.conversation) {
    return refuse("not_found");
  }
  if (message.by !== ask.by) return refuse("not_found");
  if ((workspace.conversations.column.flags[handle] & FLAG.erased) !== 0) return refuse("closed");
  if (message.recalled) return [];
  if (now - message.at > recallMs(workspace)) return refuse("not_eligible");
  const { conversation } = command;
  return [{ type: "conversation.recalled", conversation, message: command.message }];
}

/**
 * How a message to the visitor fared on its channel, while the conversation is kept. The message
 * itself is known here for two minutes only: its door looks for older ones.
 */
export function decideDelivery(
  { workspace }: Asking,
  { conversation, message, state }: Command<"conversation.delivery">,
): Decided {
  const handle = conversationOf(workspace, conversation);
  if (handle < 0) return refuse("not_found");
  if ((workspace.conversations.column.flags[handle] & FLAG.erased) !== 0) return refuse("closed");
  const known = workspace.recent.get(message);
  if (known !== undefined) {
    const toVisitor = !known.staff && sideOf(known.by) !== "visitor";
    if (known.conversation !== conversation || !toVisitor) {
      return wrongField("message", "reference");
    }
    if (known.delivery === state) return [];
    if (known.delivery === "delivered") return refuse("not_eligible");
  }
  return [{ type: "conversation.delivery_reported", conversation, message, state }];
}

const recallMs = (workspace: Workspace): number =>
  workspace.plan?.configuration.times.recallMs ?? 0;
