import type { Draft, Event } from "../contract/wire/events.ts";
import type { By } from "../contract/wire/ids.ts";
import { applyAgent, isAgentEvent } from "./agent/apply.ts";
import { applyConversation, isConversationEvent, isSeenByVisitor } from "./conversation/apply.ts";
import { NOBODY } from "./conversation/columns.ts";
import { endReservations } from "./conversation/reserved.ts";
import { applyAdjusted, applyReverted } from "./workspace/adjustments.ts";
import { applyTurned } from "./workspace/schedules.ts";
import { watchSharings } from "./group/sharing.ts";
import { type Addressed, type PartitionState, workspaceFor } from "./partition_state.ts";
import { applyVisitor, conversationsOf, isVisitorEvent } from "./visitor/apply.ts";
import { applyLapsed, applyPublished } from "./workspace/apply.ts";
import { applyScheduled, applyWithdrawn } from "./workspace/changes.ts";
import { conversationOf, type Workspace } from "./workspace/state.ts";
import { idAt, rowOf } from "./ids.ts";

/** Stamps what `decide` returned and applies it, event by event. */
export function commit(
  state: PartitionState,
  drafts: Draft[],
  workspace: string,
  at: number,
  by: By,
): Event[] {
  state.addressed.clear();
  return drafts.map((draft) => {
    const seq = 1 + (workspace === "" ? state.wideSeq : seqOf(state, workspace));
    const event = { ...draft, seq, at, workspace, by } as Event;
    const before = addressees(state, event);
    apply(state, event);
    state.addressed.set(event, withAfter(state, event, before));
    return event;
  });
}

const seqOf = (state: PartitionState, workspace: string): number =>
  state.workspaces.get(workspace)?.seq ?? 0;

/** Folds one event. Deterministic; the only way in which state changes. */
export function apply(state: PartitionState, event: Event): void {
  state.at = Math.max(state.at, event.at);
  if (event.workspace === "") return applyWide(state, event);
  const workspace = workspaceFor(state, event.workspace, event.at);
  if (event.seq !== workspace.seq + 1) {
    throw new Error(`event ${event.seq} follows ${workspace.seq}`);
  }
  workspace.seq = event.seq;
  if (isConversationEvent(event)) applyConversation(state, workspace, event);
  else if (isAgentEvent(event)) applyAgent(state, workspace, event);
  else if (isVisitorEvent(event)) applyVisitor(state, workspace, event);
  else if (event.type === "config.published") applyPublished(state, workspace, event);
  else if (event.type === "config.scheduled") applyScheduled(workspace, event);
  else if (event.type === "workspace.adjusted") applyAdjusted(state, workspace, event);
  else if (event.type === "workspace.reverted") applyReverted(state, workspace, event);
  else if (event.type === "workspace.schedule_turned") applyTurned(state, workspace, event);
  else if (event.type === "config.withdrawn") applyWithdrawn(workspace, event);
  if (workspace.reservedFor.size > 0) endReservations(state, workspace);
  if (workspace.plan !== undefined && workspace.plan.sharings.length > 0) {
    watchSharings(state, workspace);
  }
}

function applyWide(state: PartitionState, event: Event): void {
  state.wideSeq = event.seq;
  if (event.type === "gateway.lapsed") applyLapsed(state, event);
  if (event.type === "partition.taken") state.epoch = event.epoch;
}

/** Who was concerned before the event: a former owner or receiver still has to be told. */
function addressees(state: PartitionState, event: Event): Addressed {
  const addressed: Addressed = { prev: 0, publicPrev: 0, agents: [], visitor: undefined };
  const workspace = state.workspaces.get(event.workspace);
  if (workspace === undefined || !isConversationEvent(event)) return addressed;
  const handle = conversationOf(workspace, event.conversation);
  if (handle < 0) return addressed;
  const c = workspace.conversations.column;
  addressed.prev = c.lastSeq[handle];
  addressed.publicPrev = c.lastPublicSeq[handle];
  concern(workspace, handle, addressed);
  if (isSeenByVisitor(workspace, event)) {
    addressed.visitor = idAt(workspace.visitors.ids, c.visitor[handle]);
  }
  return addressed;
}

function withAfter(state: PartitionState, event: Event, addressed: Addressed): Addressed {
  const workspace = state.workspaces.get(event.workspace);
  if (workspace === undefined) return addressed;
  if (isConversationEvent(event)) {
    const handle = conversationOf(workspace, event.conversation);
    if (handle >= 0) concern(workspace, handle, addressed);
    if (event.type === "conversation.opened") addressed.visitor = event.visitor;
  } else if ("agent" in event) addressed.agents = [event.agent];
  if (isVisitorEvent(event)) concernAll(workspace, event.visitor, addressed);
  return addressed;
}

function concern(workspace: Workspace, handle: number, addressed: Addressed): void {
  const { owner, reserved } = workspace.conversations.column;
  for (const number of [owner[handle], reserved[handle]]) {
    if (number === NOBODY) continue;
    const { id } = workspace.agents[number];
    if (!addressed.agents.includes(id)) addressed.agents.push(id);
  }
  for (const { who } of workspace.joined.get(handle) ?? []) {
    if (!addressed.agents.includes(who)) addressed.agents.push(who);
  }
}

function concernAll(workspace: Workspace, visitor: string, addressed: Addressed): void {
  for (const handle of handlesOf(workspace, visitor)) concern(workspace, handle, addressed);
}

function handlesOf(workspace: Workspace, visitor: string): number[] {
  const row = rowOf(workspace.visitors.ids, visitor);
  return row === undefined ? [] : conversationsOf(workspace, row);
}
