import type { Command } from "../../contract/wire/commands.ts";
import type { Draft } from "../../contract/wire/events.ts";
import { CLASS_COUNT } from "../../contract/wire/states.ts";
import type { Why } from "../../contract/wire/why.ts";
import { type Asking, type Decided, partIn, refuse, wrongField } from "../asking.ts";
import { idAt } from "../ids.ts";
import { canQueue, openWindows, usedUnits } from "../routing/mod.ts";
import { agentOf, conversationOf, type Workspace } from "../workspace/state.ts";
import { FLAG, STATE } from "./columns.ts";
import { returned } from "./decide_transfer.ts";
import { groupNumber } from "./lines.ts";
import { isAssignmentOffer, unansweredDraft } from "./offers.ts";
import { groupFor } from "./placing.ts";

/**
 * A supervisor's hand, and labels.
 *
 * | state | prioritise | move to an agent | move to a group | tag (staff, integration) |
 * |---|---|---|---|---|
 * | waiting, left | prioritised | moved, assigned | moved, queued | tagged |
 * | assigned | prioritised | moved, reclaimed, assigned | moved, reclaimed, queued | tagged |
 * | parked | prioritised | moved, unparked, assigned | moved, unparked, queued | tagged |
 * | closed | closed | closed | closed | tagged; `closed` once erased |
 *
 * An offer under way ends first. The same class again changes nothing. The receiver must be there
 * and below the window cap (`capacity_full`); units may be exceeded, and then nothing new follows.
 */
export function decidePrioritise(
  ask: Asking,
  { conversation, class: to }: Command<"conversation.prioritise">,
): Decided {
  const { workspace } = ask;
  const handle = conversationOf(workspace, conversation);
  if (handle < 0) return refuse("not_found");
  const c = workspace.conversations.column;
  if (c.state[handle] === STATE.closed) return refuse("closed");
  if (!Number.isInteger(to) || to < 0 || to >= CLASS_COUNT) return wrongField("class", "range");
  const from = c.class[handle];
  if (from === to) return [];
  return [{ type: "conversation.prioritised", conversation, class: to, from }];
}

export function decideMove(ask: Asking, command: Command<"conversation.move">): Decided {
  const { workspace } = ask;
  const { conversation, to } = command;
  const handle = conversationOf(workspace, conversation);
  if (handle < 0) return refuse("not_found");
  const c = workspace.conversations.column;
  if (c.state[handle] === STATE.closed) return refuse("closed");
  const owner = c.state[handle] === STATE.assigned ? workspace.agents[c.owner[handle]] : undefined;
  const why: Why = { code: "supervisorChose" };
  const target = "agent" in to
    ? toAgent(workspace, handle, to.agent, why)
    : toGroup(workspace, handle, to.group, why);
  if ("code" in target) return target;
  const from = owner?.id;
  return [
    ...endedOffer(workspace, handle, conversation),
    { type: "conversation.moved", conversation, from, to },
    ...outOf(workspace, handle, conversation, from, why),
    target,
  ];
}

/** Whatever was on offer is answered by the move. */
function endedOffer(workspace: Workspace, handle: number, conversation: string): Draft[] {
  const offer = workspace.offers.get(handle);
  if (offer === undefined) return [];
  return isAssignmentOffer(workspace, handle)
    ? [unansweredDraft(workspace, handle, conversation, "unavailable")]
    : [returned(conversation, offer.from, "withdrawn")];
}

function outOf(
  workspace: Workspace,
  handle: number,
  conversation: string,
  owner: string | undefined,
  why: Why,
): Draft[] {
  if (owner !== undefined) {
    return [{ type: "conversation.reclaimed", conversation, agent: owner, why }];
  }
  const parked = workspace.conversations.column.state[handle] === STATE.parked;
  return parked ? [{ type: "conversation.unparked", conversation, why }] : [];
}

function toAgent(workspace: Workspace, handle: number, id: string, why: Why) {
  const agent = agentOf(workspace, id);
  const c = workspace.conversations.column;
  if (agent === undefined || agent.removed) return wrongField("to.agent", "reference");
  const owns = c.state[handle] === STATE.assigned && c.owner[handle] === agent.number;
  if (owns) return wrongField("to.agent", "state");
  const group = groupFor(workspace, agent, c.home[handle]);
  const there = agent.presence !== "offline" && agent.connection === "connected";
  if (!there || group < 0) return refuse("not_eligible");
  const offered = c.reserved[handle] === agent.number ? 1 : 0;
  const windows = openWindows(workspace.routing, agent.handle) - offered;
  if (windows >= agent.terms.windowCap) return refuse("capacity_full");
  const used = usedUnits(workspace.routing, agent.handle);
  const capacity = agent.terms.capacityUnits;
  const conversation = { conversation: idAt(workspace.ids, handle), agent: agent.id };
  return {
    type: "conversation.assigned" as const,
    ...conversation,
    group: workspace.groups.words[group],
    why: { ...why, used, capacity },
  };
}

function toGroup(workspace: Workspace, handle: number, id: string, why: Why) {
  const c = workspace.conversations.column;
  if (!workspace.plan?.groups.has(id)) return wrongField("to.group", "reference");
  const group = groupNumber(workspace, id);
  const lined = (c.flags[handle] & FLAG.lined) !== 0;
  if (lined && c.home[handle] === group) return wrongField("to.group", "state");
  if (!canQueue(workspace.routing, group, c.requirement[handle])) return refuse("busy");
  return {
    type: "conversation.queued" as const,
    conversation: idAt(workspace.ids, handle),
    group: id,
    class: c.class[handle],
    enqueuedAt: c.enqueuedAt[handle],
    why,
  };
}

/** Tags of one conversation; more is a text, not a label. */
const TAGS_MAX = 20;

export function decideTag(ask: Asking, command: Command<"conversation.tag">): Decided {
  const { workspace } = ask;
  const { conversation, topic, tags } = command;
  const handle = conversationOf(workspace, conversation);
  const part = handle < 0 ? undefined : partIn(ask, handle);
  if (part === undefined || (part === "visitor" && ask.kind === "visitor")) {
    return refuse("not_found");
  }
  if ((workspace.conversations.column.flags[handle] & FLAG.erased) !== 0) return refuse("closed");
  if (topic === undefined && tags === undefined) return wrongField("topic", "required");
  if (topic !== undefined && !workspace.plan?.topics.has(topic)) {
    return wrongField("topic", "reference");
  }
  if (tags !== undefined && tags.length > TAGS_MAX) return wrongField("tags", "range");
  return [{ type: "conversation.tagged", conversation, topic, tags }];
}
