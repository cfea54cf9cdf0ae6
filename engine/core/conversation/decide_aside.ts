import type { Command } from "../../contract/wire/commands.ts";
import type { Draft } from "../../contract/wire/events.ts";
import type { Why, WhyCode } from "../../contract/wire/why.ts";
import { type Asking, type Decided, type Part, partIn, refuse, wrongField } from "../asking.ts";
import { conversationOf, type Workspace } from "../workspace/state.ts";
import { STATE } from "./columns.ts";
import { returned } from "./decide_transfer.ts";
import { backDrafts, ownerHasRoom, queuedDraft } from "./placing.ts";
import { idAt } from "../ids.ts";

/**
 * Set aside and fetched back.
 *
 * | state | park (owner, supervisor) | unpark (owner, supervisor) | leave (visitor, supervisor) | reclaim (supervisor) |
 * |---|---|---|---|---|
 * | waiting | not_eligible | not_eligible | left | not_eligible |
 * | assigned | parked; conflict on offer | not_eligible | not_eligible | reclaimed, queued |
 * | parked | not_eligible | unparked, assigned | not_eligible | not_eligible |
 * | left | not_eligible | not_eligible | nothing to do | not_eligible |
 * | closed | closed | closed | closed | closed |
 */
export function decideAside(
  ask: Asking,
  command: Command<
    "conversation.park" | "conversation.unpark" | "conversation.leave" | "conversation.reclaim"
  >,
): Decided {
  const handle = conversationOf(ask.workspace, command.conversation);
  const part = handle < 0 ? undefined : partIn(ask, handle);
  if (part === undefined) return refuse("not_found");
  const state = ask.workspace.conversations.column.state[handle];
  if (state === STATE.closed) return refuse("closed");
  switch (command.type) {
    case "conversation.park":
      return park(ask, handle, part, command);
    case "conversation.unpark":
      return unpark(ask, handle, part);
    case "conversation.leave":
      return leave(ask, handle, part);
    case "conversation.reclaim":
      if (state !== STATE.assigned) return refuse("not_eligible");
      return takeBack(ask.workspace, handle, { code: "supervisorChose" });
  }
}

function park(
  { workspace, now }: Asking,
  handle: number,
  part: Part,
  { conversation, reason, dueAt, note }: Command<"conversation.park">,
): Decided {
  const c = workspace.conversations.column;
  const isTheirs = part === "owner" || part === "supervisor";
  if (c.state[handle] !== STATE.assigned || !isTheirs) return refuse("not_eligible");
  if (workspace.offers.has(handle)) return refuse("conflict");
  if (dueAt !== undefined && dueAt <= now) return wrongField("dueAt", "range");
  const agent = workspace.agents[c.owner[handle]].id;
  return [{ type: "conversation.parked", conversation, agent, reason, dueAt, note }];
}

function unpark({ workspace }: Asking, handle: number, part: Part): Decided {
  const c = workspace.conversations.column;
  if (c.state[handle] !== STATE.parked) return refuse("not_eligible");
  if (part !== "owner" && part !== "supervisor") return refuse("not_eligible");
  const code: WhyCode = part === "owner" ? "agentChose" : "supervisorChose";
  if (part === "owner" && ownerHasRoom(workspace, handle) === undefined) {
    return refuse("capacity_full");
  }
  return unparkDrafts(workspace, handle, { code });
}

/** Back to the owner when online with room, else first in line at the original place. */
export function unparkDrafts(workspace: Workspace, handle: number, why: Why): Draft[] {
  const conversation = idAt(workspace.ids, handle);
  const { enqueuedAt } = workspace.conversations.column;
  return [
    { type: "conversation.unparked", conversation, why },
    ...backDrafts(workspace, handle, enqueuedAt[handle], why),
  ];
}

function leave({ workspace }: Asking, handle: number, part: Part): Decided {
  const c = workspace.conversations.column;
  if (part !== "visitor" && part !== "supervisor") return refuse("not_eligible");
  if (c.state[handle] === STATE.left) return [];
  if (c.state[handle] !== STATE.waiting) return refuse("not_eligible");
  const code: WhyCode = part === "visitor" ? "visitorChose" : "supervisorChose";
  return [leftDraft(workspace, handle, { code })];
}

export const leftDraft = (
  workspace: Workspace,
  handle: number,
  why: Why,
): Draft<"conversation.left"> => ({
  type: "conversation.left",
  conversation: idAt(workspace.ids, handle),
  group: workspace.groups.words[workspace.conversations.column.home[handle]],
  why,
});

/** From its owner to its original place; an offer under way comes back first. */
export function takeBack(workspace: Workspace, handle: number, why: Why): Draft[] {
  const c = workspace.conversations.column;
  const conversation = idAt(workspace.ids, handle);
  const agent = workspace.agents[c.owner[handle]].id;
  const offer = workspace.offers.get(handle);
  const drafts: Draft[] = [];
  if (offer !== undefined) drafts.push(returned(conversation, offer.from, "withdrawn"));
  drafts.push(
    { type: "conversation.reclaimed", conversation, agent, why },
    queuedDraft(workspace, handle, c.enqueuedAt[handle], {
      code: why.code === "agentSilent" || why.code === "supervisorChose" ? "reclaimed" : why.code,
      from: agent,
    }),
  );
  return drafts;
}
