import type { PartitionState } from "../partition_state.ts";
import { setTimer } from "../conversation/slots.ts";
import { agentTimer } from "../conversation/timers.ts";
import type { Workspace } from "../workspace/state.ts";
import type { Agent } from "./state.ts";

/**
 * The work of a gone agent returns one conversation at a time, at most 50 a second in the whole
 * partition, so that a lost gateway's thousand agents do not stall it: each takes the next slot.
 */
const RETURN_EVERY_MS = 20;

export function scheduleReturn(
  state: PartitionState,
  workspace: Workspace,
  agent: Agent,
  at: number,
): void {
  if (agent.connection !== "gone") return;
  if (agent.held.size + agent.offered.size === 0) return setAlarm(workspace, agent, 0);
  const slotAt = Math.max(state.returnSlotAt, at);
  state.returnSlotAt = slotAt + RETURN_EVERY_MS;
  setAlarm(workspace, agent, slotAt);
}

/** 0 = none. */
export function setAlarm(workspace: Workspace, agent: Agent, dueAt: number): void {
  agent.alarmAt = dueAt;
  setTimer(workspace, agentTimer(agent.number), dueAt === 0 ? Infinity : dueAt);
}
