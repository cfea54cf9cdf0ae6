import type { AgendaStep } from "../contract/batch.ts";
import type { Draft } from "../contract/wire/events.ts";
import { returnOne } from "./agent/decide.ts";
import { isAvailable } from "./agent/state.ts";
import { type Asking, asking } from "./asking.ts";
import { FLAG, STATE } from "./conversation/columns.ts";
import { shareDrafts } from "./group/sharing.ts";
import { unattendedDrafts } from "./group/unattended.ts";
import { transferOfferedDraft } from "./conversation/decide_transfer.ts";
import { donatedDrafts } from "./conversation/donor_room.ts";
import { conversationOfItem } from "./conversation/item_rows.ts";
import { isPassedOver } from "./conversation/lines.ts";
import { givenDraft } from "./conversation/offers.ts";
import { freeAgent, newcomerOf, place, placingDrafts, whyOf } from "./conversation/placing.ts";
import { reservedDrafts } from "./conversation/reserved.ts";
import type { Decision } from "./door.ts";
import type { PartitionState } from "./partition_state.ts";
import { pickWork } from "./routing/mod.ts";
import { unreachable } from "./unreachable.ts";
import { agentOf, conversationOf, type Workspace } from "./workspace/state.ts";
import { idAt } from "./ids.ts";

/** Decides one follow-up of the agenda; what is no longer there to be done decides nothing. */
export function decideStep(state: PartitionState, step: AgendaStep, now: number): Decision {
  const workspace = state.workspaces.get(step.workspace);
  const drafts = workspace === undefined ? [] : stepDrafts(state, workspace, step, now);
  const rule = workspace?.version ?? 0;
  for (const draft of drafts) if (draft.type.startsWith("conversation.")) draft.rule = rule;
  return { ok: true, drafts, workspace: step.workspace };
}

function stepDrafts(
  state: PartitionState,
  workspace: Workspace,
  step: AgendaStep,
  now: number,
): Draft[] {
  const ask = asking(state, workspace, now, "engine");
  switch (step.step) {
    case "drain":
      return drain(ask, step.agent);
    case "return": {
      const agent = agentOf(workspace, step.agent);
      if (agent === undefined || isAvailable(agent)) return [];
      const leaves = agent.presence === "offline" || agent.handedOver || agent.removed;
      return leaves ? returnOne(workspace, agent, "agentOffline") : [];
    }
    case "share":
      return step.group === step.to
        ? unattendedDrafts(ask, step.group)
        : shareDrafts(ask, step.group, step.to);
    case "place":
      return placeAnew(ask, step.conversation);
    case "unconfirm": {
      const agent = agentOf(workspace, step.agent);
      const lost = agent?.connection === "connected" &&
        agent.sessions.every(({ lapsed }) => lapsed);
      return lost ? [{ type: "agent.unconfirmed", agent: step.agent }] : [];
    }
    default:
      return unreachable(step);
  }
}

/** Freed capacity takes the best item of all lines that the agent serves. */
function drain(ask: Asking, id: string): Draft[] {
  const { workspace, now } = ask;
  const agent = agentOf(workspace, id);
  if (agent === undefined || !isAvailable(agent)) return [];
  const work = pickWork(workspace.routing, agent.handle, now);
  if (work === undefined) {
    const reserved = reservedDrafts(ask, agent);
    return reserved.length > 0 ? reserved : donatedDrafts(ask, agent);
  }
  const handle = conversationOfItem(workspace, work.item);
  if (handle === undefined) throw new Error("the kernel offers an item that is nobody's");
  const c = workspace.conversations.column;
  const conversation = idAt(workspace.ids, handle);
  if (c.state[handle] === STATE.assigned) return nameReceiver(workspace, handle, id);
  const why = { ...whyOf(ask, agent, work.group), code: "drained" as const };
  const group = workspace.groups.words[work.group];
  const waitMs = now - c.queuedAt[handle];
  return [givenDraft(ask, conversation, handle, agent, group, { ...why, waitMs })];
}

/** A transfer to a full group: the first member with room is offered it. */
function nameReceiver(workspace: Workspace, handle: number, agent: string): Draft[] {
  const offer = workspace.offers.get(handle);
  if (offer === undefined) throw new Error("an assigned conversation stands in line");
  return [transferOfferedDraft(idAt(workspace.ids, handle), offer, agent)];
}

/** Something that has just come into line, or whose visitor is back: does anybody have room? */
function placeAnew(ask: Asking, conversation: string): Draft[] {
  const { workspace } = ask;
  const handle = conversationOf(workspace, conversation);
  if (handle < 0) return [];
  const c = workspace.conversations.column;
  if ((c.flags[handle] & FLAG.lined) === 0) return [];
  if (isPassedOver(workspace, handle)) return [];
  const newcomer = newcomerOf(workspace, handle);
  if (c.state[handle] === STATE.assigned) {
    const { to } = workspace.offers.get(handle)!;
    const group = "group" in to ? workspace.groups.index.get(to.group) : undefined;
    const free = group === undefined ? undefined : freeAgent(ask, group, newcomer);
    return free === undefined ? [] : nameReceiver(workspace, handle, free.id);
  }
  for (const group of [c.over0[handle], c.over1[handle], c.over2[handle]]) {
    const agent = group < 0 ? undefined : freeAgent(ask, group, newcomer);
    if (agent === undefined) continue;
    const placing = { state: "assigned" as const, agent, group, why: whyOf(ask, agent, group) };
    return placingDrafts(ask, placing, newcomer, { class: 0, enqueuedAt: 0 });
  }
  const placing = place(ask, newcomer);
  const line = { class: c.class[handle], enqueuedAt: c.enqueuedAt[handle] };
  const drafts = placingDrafts(ask, placing, newcomer, line);
  return drafts.filter(({ type }) => type !== "conversation.queued");
}
