import type { Command } from "../../contract/wire/commands.ts";
import type { Draft } from "../../contract/wire/events.ts";
import { channelFault, servesShop } from "../agent/channels.ts";
import { type Asking, type Decided, partIn, refuse, wrongField } from "../asking.ts";
import { canQueue, firstFailing, NO_REQUIREMENT } from "../routing/mod.ts";
import { agentOf, conversationOf, type Offer, type Workspace } from "../workspace/state.ts";
import { STATE } from "./columns.ts";
import { groupNumber, needOf } from "./lines.ts";
import { freeAgent, groupFor } from "./placing.ts";
import { idAt } from "../ids.ts";

/**
 * Transfers. Only an assigned conversation is transferred; one offer at a time.
 *
 * | command | by | no offer | offer pending |
 * |---|---|---|---|
 * | transfer | owner, supervisor | transfer_offered | conflict |
 * | acceptTransfer | the named receiver | not_eligible | transferred; not_eligible by now |
 * | returnTransfer | the named receiver | not_eligible | transfer_returned (declined) |
 * | withdrawTransfer | owner, supervisor | not_eligible | transfer_returned (withdrawn) |
 *
 * In every other state: closed → `closed`, else `not_eligible`. A full agent is `capacity_full`;
 * a full group takes the item into its line until a member is free or the offer ends. What the
 * channel table, or the shops they serve, keep from the receiver is `not_eligible`, and its field
 * says so, also when that is so only since the offer: it stands until it is returned or its time is
 * over.
 */
export function decideTransfer(ask: Asking, command: Command<"conversation.transfer">): Decided {
  const { workspace, now } = ask;
  const handle = conversationOf(workspace, command.conversation);
  const part = handle < 0 ? undefined : partIn(ask, handle);
  if (part === undefined) return refuse("not_found");
  const fault = stateFault(workspace, handle);
  if (fault !== undefined) return fault;
  if (part !== "owner" && part !== "supervisor") return refuse("not_eligible");
  if (workspace.offers.has(handle)) return refuse("conflict");
  const { to } = command;
  const target = "agent" in to
    ? agentTarget(workspace, handle, to.agent)
    : groupTarget(ask, handle, to.group);
  if ("code" in target) return target;
  const owner = workspace.agents[workspace.conversations.column.owner[handle]];
  return [{
    type: "conversation.transfer_offered",
    conversation: command.conversation,
    from: owner.id,
    to,
    agent: target.agent,
    untilAt: now + target.offerMs,
    note: command.note,
  }];
}

function stateFault(workspace: Workspace, handle: number) {
  const state = workspace.conversations.column.state[handle];
  if (state === STATE.closed) return refuse("closed");
  return state === STATE.assigned ? undefined : refuse("not_eligible");
}

/**
 * The owner's own choice of a colleague: room, presence, channels and shops count, proficiency does
 * not.
 */
function agentTarget(workspace: Workspace, handle: number, id: string) {
  const agent = agentOf(workspace, id);
  const c = workspace.conversations.column;
  if (agent === undefined || agent.removed) return wrongField("to.agent", "reference");
  if (agent.number === c.owner[handle]) return wrongField("to.agent", "state");
  const group = groupFor(workspace, agent, c.group[handle]);
  if (group < 0) return ineligible("to.agent", "state");
  const need = { cost: c.cost[handle], requirement: NO_REQUIREMENT };
  const failing = firstFailing(workspace.routing, agent.handle, group, need);
  if (failing === "windows" || failing === "units") return refuse("capacity_full");
  if (failing !== undefined) return ineligible("to.agent", "state");
  const channel = channelFault(workspace, agent, handle);
  if (channel !== undefined) return ineligible("to.agent.channels", channel);
  if (!servesShop(workspace, agent, handle)) return ineligible("to.agent.shops", "reference");
  return { agent: id as string | undefined, offerMs: offerMs(workspace, group) };
}

const ineligible = (path: string, rule: "reference" | "state") =>
  refuse("not_eligible", { fields: [{ path, rule }] });

function groupTarget(ask: Asking, handle: number, id: string) {
  const { workspace } = ask;
  if (!workspace.plan?.groups.has(id)) return wrongField("to.group", "reference");
  const group = groupNumber(workspace, id);
  const c = workspace.conversations.column;
  const need = needOf(workspace, handle);
  const visitor = idAt(workspace.visitors.ids, c.visitor[handle]);
  const free = freeAgent(ask, group, { need: { ...need, item: undefined }, visitor });
  const declined = workspace.excluded.get(handle) ?? [];
  const other = free !== undefined && free.number !== c.owner[handle] &&
    !declined.includes(free.number);
  if (!other && !canQueue(workspace.routing, group, need.requirement)) return refuse("busy");
  return { agent: other ? free.id : undefined, offerMs: offerMs(workspace, group) };
}

const offerMs = (workspace: Workspace, group: number): number =>
  workspace.plan!.groups.get(workspace.groups.words[group])?.transferOfferMs ?? 0;

export function decideAnswerToOffer(
  ask: Asking,
  command: Command<
    | "conversation.acceptTransfer"
    | "conversation.returnTransfer"
    | "conversation.withdrawTransfer"
  >,
): Decided {
  const { workspace } = ask;
  const { conversation } = command;
  const handle = conversationOf(workspace, conversation);
  const part = handle < 0 ? undefined : partIn(ask, handle);
  if (part === undefined) return refuse("not_found");
  const fault = stateFault(workspace, handle);
  if (fault !== undefined) return fault;
  const offer = workspace.offers.get(handle);
  if (offer === undefined) return refuse("not_eligible");
  if (command.type === "conversation.withdrawTransfer") {
    return part === "owner" || part === "supervisor"
      ? [returned(conversation, offer.from, "withdrawn")]
      : refuse("not_eligible");
  }
  if (part !== "receiver") return refuse("not_eligible");
  if (command.type === "conversation.returnTransfer") {
    return [returned(conversation, offer.from, "declined")];
  }
  const receiver = agentOf(workspace, ask.who)!;
  const preferred = "group" in offer.to
    ? groupNumber(workspace, offer.to.group)
    : workspace.conversations.column.group[handle];
  const group = groupFor(workspace, receiver, preferred);
  if (group < 0) return ineligible("agent", "state");
  const channel = channelFault(workspace, receiver, handle);
  if (channel !== undefined) return ineligible("agent.channels", channel);
  if (!servesShop(workspace, receiver, handle)) return ineligible("agent.shops", "reference");
  const { from } = offer;
  const into = workspace.groups.words[group];
  return [{ type: "conversation.transferred", conversation, from, to: ask.who, group: into }];
}

/** The offer under way, named for the member of the group who is to answer it. */
export const transferOfferedDraft = (
  conversation: string,
  { from, to, untilAt, note }: Offer,
  agent: string,
): Draft<"conversation.transfer_offered"> => ({
  type: "conversation.transfer_offered",
  conversation,
  from,
  to,
  agent,
  untilAt,
  note,
});

export const returned = (
  conversation: string,
  from: string,
  cause: "declined" | "timeout" | "withdrawn" | "unavailable",
): Draft<"conversation.transfer_returned"> => ({
  type: "conversation.transfer_returned",
  conversation,
  from,
  cause,
});
