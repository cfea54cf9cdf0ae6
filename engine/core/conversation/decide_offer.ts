import type { Command } from "../../contract/wire/commands.ts";
import type { Draft } from "../../contract/wire/events.ts";
import type { Agent } from "../agent/state.ts";
import { type Asking, type Decided, partIn, refuse } from "../asking.ts";
import { idAt } from "../ids.ts";
import { openWindows, pickWorkByHand, usedUnits } from "../routing/mod.ts";
import { agentOf, conversationOf } from "../workspace/state.ts";
import { conversationOfItem } from "./item_rows.ts";
import { STATE } from "./columns.ts";
import { transferOfferedDraft } from "./decide_transfer.ts";
import { isAssignmentOffer } from "./offers.ts";

/**
 * Tentative assignments 待接入, and fetching the next one by hand.
 *
 * | command | by | on offer | else |
 * |---|---|---|---|
 * | accept | the agent to whom it is offered | accepted, assigned | not_eligible |
 * | decline | the same | declined | not_eligible |
 *
 * take: the agent, or a supervisor for the agent; online or busy and connected. `capacity_full`
 * without room, `not_found` when nothing that fits is in line. A group's transfer that is taken so
 * is accepted at once.
 */
export function decideOffer(
  ask: Asking,
  { type, conversation }: Command<"conversation.accept" | "conversation.decline">,
): Decided {
  const { workspace } = ask;
  const handle = conversationOf(workspace, conversation);
  const part = handle < 0 ? undefined : partIn(ask, handle);
  if (part === undefined) return refuse("not_found");
  if (workspace.conversations.column.state[handle] === STATE.closed) return refuse("closed");
  if (!isAssignmentOffer(workspace, handle) || part !== "receiver") return refuse("not_eligible");
  const { agent, from } = workspace.offers.get(handle)!;
  if (type === "conversation.decline") {
    return [{ type: "conversation.declined", conversation, agent: agent! }];
  }
  return [
    { type: "conversation.accepted", conversation, agent: agent! },
    {
      type: "conversation.assigned",
      conversation,
      agent: agent!,
      group: from,
      why: { ...workspace.why[handle], code: "accepted" },
    },
  ];
}

export function decideTake(ask: Asking, command: Command<"conversation.take">): Decided {
  const { workspace, kind, who } = ask;
  if (kind === "agent" && who !== command.agent) return refuse("forbidden");
  const agent = agentOf(workspace, command.agent);
  if (agent === undefined || agent.removed) return refuse("not_found");
  const present = agent.presence === "online" || agent.presence === "busy";
  if (!present || agent.connection !== "connected") return refuse("not_eligible");
  const work = pickWorkByHand(workspace.routing, agent.handle, ask.now);
  if (work === undefined) return refuse(hasRoom(ask, agent) ? "not_found" : "capacity_full");
  const handle = conversationOfItem(workspace, work.item)!;
  return takenDrafts(ask, agent, handle, workspace.groups.words[work.group]);
}

function hasRoom({ workspace }: Asking, { handle, terms }: Agent): boolean {
  return usedUnits(workspace.routing, handle) < terms.capacityUnits &&
    openWindows(workspace.routing, handle) < terms.windowCap;
}

function takenDrafts(ask: Asking, agent: Agent, handle: number, group: string): Draft[] {
  const { workspace, now } = ask;
  const c = workspace.conversations.column;
  const conversation = idAt(workspace.ids, handle);
  const why = {
    code: "taken" as const,
    waitMs: now - c.queuedAt[handle],
    used: usedUnits(workspace.routing, agent.handle),
    capacity: agent.terms.capacityUnits,
  };
  const taken: Draft = { type: "conversation.taken", conversation, agent: agent.id, group, why };
  if (c.state[handle] !== STATE.assigned) {
    return [taken, { type: "conversation.assigned", conversation, agent: agent.id, group, why }];
  }
  const offer = workspace.offers.get(handle)!;
  return [
    taken,
    transferOfferedDraft(conversation, offer, agent.id),
    { type: "conversation.transferred", conversation, from: offer.from, to: agent.id, group },
  ];
}
