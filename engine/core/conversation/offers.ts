import type { Draft } from "../../contract/wire/events.ts";
import type { Why } from "../../contract/wire/why.ts";
import type { Agent } from "../agent/state.ts";
import type { Asking } from "../asking.ts";
import type { Workspace } from "../workspace/state.ts";
import { STATE } from "./columns.ts";

/** Whether it is offered to an agent before anybody owns it, not by one agent to another. */
export const isAssignmentOffer = (workspace: Workspace, handle: number): boolean =>
  workspace.offers.get(handle)?.kind === "assignment";

/**
 * To the agent: assigned at once, or offered where the group gives time to accept. A left message
 * is always assigned: nobody waits for the answer.
 */
export function givenDraft(
  { workspace, now }: Asking,
  conversation: string,
  handle: number | undefined,
  agent: Agent,
  group: string,
  why: Why,
): Draft {
  const offerMs = workspace.plan?.groups.get(group)?.offerMs;
  const left = handle !== undefined &&
    workspace.conversations.column.state[handle] === STATE.left;
  const given = { conversation, agent: agent.id, group, why };
  return offerMs === undefined || left
    ? { type: "conversation.assigned", ...given }
    : { type: "conversation.offered", ...given, untilAt: now + offerMs };
}

/** The end of an offer that nobody answered, whichever kind it is. */
export function unansweredDraft(
  workspace: Workspace,
  handle: number,
  conversation: string,
  cause: "timeout" | "unavailable",
): Draft {
  const { kind, from, agent } = workspace.offers.get(handle)!;
  return kind === "assignment"
    ? { type: "conversation.offer_expired", conversation, agent: agent!, cause }
    : { type: "conversation.transfer_returned", conversation, from, cause };
}
