import type { Command } from "../../contract/wire/commands.ts";
import type { Draft } from "../../contract/wire/events.ts";
import type { CloseReason } from "../../contract/wire/states.ts";
import { type Asking, type Decided, type Part, partIn, refuse, wrongField } from "../asking.ts";
import { conversationOf } from "../workspace/state.ts";
import { blockedFaultOf } from "../visitor/blocked.ts";
import { FLAG, NOBODY, STATE } from "./columns.ts";
import { mayReopen } from "./decide_talk.ts";
import { backDrafts } from "./placing.ts";
import { wrappedUpDrafts } from "./weight.ts";
import { idAt } from "../ids.ts";

/**
 * The end of a conversation, and what may follow it.
 *
 * | state | close | reopen | inviteRating (staff) | rate (visitor) |
 * |---|---|---|---|---|
 * | waiting, assigned, parked, left | closed | not_eligible | rating_invited | rated once invited, else not_eligible |
 * | closed | closed | reopened, assigned or queued; `closed` after `reopenMs` | rating_invited | rated |
 *
 * A second invitation changes nothing; a second rating is a `conflict`; nothing follows an erasure,
 * and nothing a block while it lasts.
 */
export function decideEnd(
  ask: Asking,
  command: Command<
    | "conversation.close"
    | "conversation.reopen"
    | "conversation.inviteRating"
    | "conversation.rate"
  >,
): Decided {
  const handle = conversationOf(ask.workspace, command.conversation);
  const part = handle < 0 ? undefined : partIn(ask, handle);
  if (part === undefined) return refuse("not_found");
  const c = ask.workspace.conversations.column;
  if ((c.flags[handle] & FLAG.erased) !== 0) return refuse("closed");
  if (command.type === "conversation.close") return close(ask, handle, part, command);
  const blocked = blockedFaultOf(ask, handle);
  if (blocked !== undefined) return blocked;
  switch (command.type) {
    case "conversation.reopen":
      return reopen(ask, handle, part, command);
    case "conversation.inviteRating":
      return invite(ask, handle, part, command);
    case "conversation.rate":
      return rate(ask, handle, command);
  }
}

const REASONS: Record<Exclude<Part, "receiver" | "helper" | "bot">, CloseReason> = {
  visitor: "visitor",
  owner: "agent",
  supervisor: "supervisor",
  engine: "silence",
};

function close(
  ask: Asking,
  handle: number,
  part: Part,
  { conversation, topic, inviteRating }: Command<"conversation.close">,
): Decided {
  const { workspace } = ask;
  const c = workspace.conversations.column;
  if (c.state[handle] === STATE.closed) return refuse("closed");
  if (part === "receiver" || part === "helper" || part === "bot") return refuse("not_eligible");
  if (topic !== undefined && !workspace.plan?.topics.has(topic)) {
    return wrongField("topic", "reference");
  }
  const drafts: Draft[] = [closedDraft(ask, handle, REASONS[part], topic)];
  const waits = c.state[handle] === STATE.waiting;
  if (part === "visitor" && waits) drafts.unshift(abandonedDraft(ask, handle, "visitor"));
  const invited = (c.flags[handle] & FLAG.ratingInvited) !== 0;
  if (inviteRating && !invited && part !== "visitor") {
    drafts.push({ type: "conversation.rating_invited", conversation });
  }
  return drafts;
}

/** Whoever leaves the queue before an answer: the service level counts it. */
export function abandonedDraft(
  { workspace, now }: Asking,
  handle: number,
  cause: "visitor" | "gone",
): Draft<"conversation.abandoned"> {
  const c = workspace.conversations.column;
  return {
    type: "conversation.abandoned",
    conversation: idAt(workspace.ids, handle),
    group: workspace.groups.words[c.home[handle]],
    waitMs: now - c.queuedAt[handle],
    cause,
  };
}

export function closedDraft(
  { workspace, now }: Asking,
  handle: number,
  reason: CloseReason,
  topic?: string,
): Draft<"conversation.closed"> {
  const c = workspace.conversations.column;
  const owner = c.owner[handle];
  const agent = owner === NOBODY ? undefined : workspace.agents[owner].id;
  const group = workspace.plan?.groups.get(workspace.groups.words[c.group[handle]]);
  const wraps = reason !== "erased" && c.state[handle] === STATE.assigned &&
    group?.wrapUpMs !== undefined;
  return {
    type: "conversation.closed",
    conversation: idAt(workspace.ids, handle),
    reason,
    topic,
    agent,
    ...(wraps ? { wrapUpUntilAt: now + group.wrapUpMs! } : {}),
  };
}

function reopen(
  ask: Asking,
  handle: number,
  part: Part,
  { conversation }: Command<"conversation.reopen">,
): Decided {
  const { workspace, now } = ask;
  if (workspace.conversations.column.state[handle] !== STATE.closed) return refuse("not_eligible");
  if (part === "helper") return refuse("not_eligible");
  if (!mayReopen(ask, handle)) return refuse("closed");
  const why = {
    code: part === "visitor"
      ? "visitorChose" as const
      : part === "owner"
      ? "agentChose" as const
      : "supervisorChose" as const,
  };
  return [
    ...wrappedUpDrafts(workspace, handle),
    { type: "conversation.reopened", conversation, why },
    ...backDrafts(workspace, handle, now, why),
  ];
}

function invite(
  { workspace }: Asking,
  handle: number,
  part: Part,
  { conversation }: Command<"conversation.inviteRating">,
): Decided {
  const c = workspace.conversations.column;
  if (part === "receiver" || part === "helper") return refuse("not_eligible");
  if (c.rated[handle] > 0) return refuse("conflict");
  if ((c.flags[handle] & FLAG.ratingInvited) !== 0) return [];
  return [{ type: "conversation.rating_invited", conversation }];
}

function rate(
  { workspace }: Asking,
  handle: number,
  { conversation, score, reasons, comment }: Command<"conversation.rate">,
): Decided {
  const c = workspace.conversations.column;
  const invited = (c.flags[handle] & FLAG.ratingInvited) !== 0;
  if (c.state[handle] !== STATE.closed && !invited) return refuse("not_eligible");
  if (c.rated[handle] > 0) return refuse("conflict");
  const scores = workspace.plan?.configuration.rating.scores ?? 0;
  if (!Number.isInteger(score) || score < 1 || score > scores) return wrongField("score", "range");
  for (const [at, reason] of (reasons ?? []).entries()) {
    if (!workspace.plan?.reasons.get(reason)?.includes(score)) {
      return wrongField(`reasons.${at}`, "reference");
    }
  }
  const owner = c.owner[handle];
  const agent = owner === NOBODY ? undefined : workspace.agents[owner].id;
  return [{ type: "conversation.rated", conversation, score, reasons, comment, agent }];
}
