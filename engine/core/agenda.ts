import type { AgendaStep } from "../contract/batch.ts";
import type { PartitionState } from "./partition_state.ts";
import { conversationOf, type Workspace } from "./workspace/state.ts";
import { idAt } from "./ids.ts";

/**
 * Follow-ups that `apply` pushes and a turn works off (architecture §2). Freed capacity is drained
 * before anything is placed, and what has to be placed goes oldest first, so that nobody overtakes
 * within a line while several steps are pending.
 */

/** Looked through for a step that stands there already; beyond it a repeat does no harm. */
const REPEATS_LOOKED_AT = 16;

/** First in line: the agent has room now. */
export function pushDrain(state: PartitionState, workspace: Workspace, agent: string): void {
  const head = state.agenda[0];
  if (head?.step === "drain" && head.agent === agent && head.workspace === workspace.id) return;
  state.agenda.unshift({ step: "drain", workspace: workspace.id, agent });
}

export function pushReturn(state: PartitionState, workspace: Workspace, agent: string): void {
  pushOnce(state, { step: "return", workspace: workspace.id, agent });
}

export function pushUnconfirm(state: PartitionState, workspace: Workspace, agent: string): void {
  state.agenda.push({ step: "unconfirm", workspace: workspace.id, agent });
}

/** Those who wait at home join the line of `to`, or leave it again. */
export function pushShare(
  state: PartitionState,
  workspace: Workspace,
  group: string,
  to: string,
): void {
  pushOnce(state, { step: "share", workspace: workspace.id, group, to });
}

/** Those who wait in a line without people go over before anybody is drained to where they go. */
export function pushGoOver(state: PartitionState, workspace: Workspace, group: string): void {
  const step: AgendaStep = { step: "share", workspace: workspace.id, group, to: group };
  const known = indexNear(state, step);
  if (known >= 0) state.agenda.splice(known, 1);
  state.agenda.unshift(step);
}

function pushOnce(state: PartitionState, step: AgendaStep): void {
  if (indexNear(state, step) < 0) state.agenda.push(step);
}

function indexNear({ agenda }: PartitionState, step: AgendaStep): number {
  const wanted = JSON.stringify(step);
  return agenda.slice(0, REPEATS_LOOKED_AT)
    .findIndex((known) => JSON.stringify(known) === wanted);
}

/** Behind all that have an earlier place in the same workspace. */
export function pushPlace(state: PartitionState, workspace: Workspace, handle: number): void {
  const { agenda } = state;
  const conversation = idAt(workspace.ids, handle);
  let at = agenda.length;
  while (at > 0 && isLater(workspace, agenda[at - 1], handle)) at--;
  const before = agenda[at - 1];
  if (before?.step === "place" && before.conversation === conversation) return;
  agenda.splice(at, 0, { step: "place", workspace: workspace.id, conversation });
}

function isLater(workspace: Workspace, step: AgendaStep, handle: number): boolean {
  if (step.step !== "place" || step.workspace !== workspace.id) return false;
  const other = conversationOf(workspace, step.conversation);
  if (other < 0) return true;
  const { enqueuedAt, order } = workspace.conversations.column;
  return enqueuedAt[other] !== enqueuedAt[handle]
    ? enqueuedAt[other] > enqueuedAt[handle]
    : order[other] > order[handle];
}
