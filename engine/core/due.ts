import { LEVEL } from "../contract/wire/level.ts";
import type { Command } from "../contract/wire/commands.ts";
import { armAfter, rearm, slotAt, slotsBehind } from "./conversation/slots.ts";
import { ownerOf } from "./conversation/timers.ts";
import { nextDueAt as wheelNextDueAt, pop } from "./deadlines/mod.ts";
import type { PartitionState } from "./partition_state.ts";
import { changeCommand } from "./workspace/changes.ts";
import { expireCommand } from "./workspace/expiry.ts";
import { conversationOf, type Workspace } from "./workspace/state.ts";
import { idAt } from "./ids.ts";

/** Epoch ms of the earliest armed deadline of the partition, or Infinity. */
export function nextDueAt(state: PartitionState): number {
  let least = Infinity;
  for (const workspace of state.workspaces.values()) {
    least = Math.min(least, workspaceDueAt(workspace));
  }
  return least;
}

/** Of one moment, a change of the configuration comes first: what follows is decided by it. */
const workspaceDueAt = ({ wheel, changeDueAt, expireDueAt }: Workspace): number =>
  Math.min(wheelNextDueAt(wheel), changeDueAt, expireDueAt);

/**
 * Takes the earliest deadline that has come off its wheel and says what it commands. The timer is
 * gone then, whatever is decided: the event it yields arms what comes next, and a deadline that
 * cannot be decided never blocks the others. The command's id is the deadline's own.
 */
export function due(state: PartitionState, now: number): Command | undefined {
  for (let timer = 0; timer >= 0;) {
    const workspace = earliest(state, now);
    if (workspace === undefined) return undefined;
    const dueAt = workspaceDueAt(workspace);
    if (dueAt === workspace.changeDueAt) {
      workspace.changeDueAt = Infinity;
      return changeCommand(workspace, LEVEL);
    }
    if (dueAt === workspace.expireDueAt) {
      const command = expireCommand(workspace, LEVEL);
      workspace.expireDueAt = Infinity;
      return command;
    }
    timer = pop(workspace.wheel, now);
    const command = timer < 0 ? undefined : commandOf(workspace, timer, dueAt);
    if (command !== undefined) return command;
  }
  return undefined;
}

/** What else of the same conversation stands for the moment of a deadline, behind it in order. */
export function dueBeside(state: PartitionState, command: Command): Command[] {
  if (command.type !== "deadline.fire") return [];
  const workspace = state.workspaces.get(command.workspace);
  const handle = workspace === undefined ? -1 : conversationOf(workspace, command.conversation);
  if (workspace === undefined || handle < 0) return [];
  return slotsBehind(workspace, handle, command.slot, command.dueAt).map((slot) => ({
    ...command,
    slot,
    id: `${slot}-${command.conversation}-${command.dueAt}`,
  }));
}

function earliest(state: PartitionState, now: number): Workspace | undefined {
  let best: Workspace | undefined;
  let bestAt = now;
  for (const workspace of state.workspaces.values()) {
    const at = workspaceDueAt(workspace);
    if (at > bestAt || (at === bestAt && best !== undefined && workspace.id > best.id)) continue;
    [best, bestAt] = [workspace, at];
  }
  return best;
}

function commandOf(workspace: Workspace, timer: number, dueAt: number): Command | undefined {
  const { of, row } = ownerOf(timer);
  const envelope = { level: LEVEL, workspace: workspace.id, by: "engine" as const };
  if (of === "agent") {
    const agent = workspace.agents[row].id;
    return { type: "agent.expire", id: `expire-${agent}-${dueAt}`, ...envelope, agent, dueAt };
  }
  if (of === "visitor") {
    const visitor = idAt(workspace.visitors.ids, row);
    const id = `expire-${visitor}-${dueAt}`;
    return { type: "visitor.expire", id, ...envelope, visitor, dueAt };
  }
  const slot = slotAt(workspace, row, dueAt);
  if (slot === undefined) {
    // An overflow that was passed by may stand again, for a moment that is gone: it comes at once.
    rearm(workspace, row);
    return undefined;
  }
  armAfter(workspace, row, dueAt);
  const conversation = idAt(workspace.ids, row);
  const id = `${slot}-${conversation}-${dueAt}`;
  return { type: "deadline.fire", id, ...envelope, conversation, slot, dueAt };
}
