import type { Command } from "../../contract/wire/commands.ts";
import { type Asking, type Decided } from "../asking.ts";
import { revertedDrafts } from "./adjustments.ts";
import { turnedDrafts } from "./schedules.ts";
import type { Workspace } from "./state.ts";

/** The company's own deadlines: adjustments that end, schedules that turn. */
export function rearmExpiry(workspace: Workspace): void {
  let least = Infinity;
  for (const { untilAt } of workspace.adjustments) least = Math.min(least, untilAt);
  for (const { nextAt } of workspace.schedules.values()) least = Math.min(least, nextAt);
  workspace.expireDueAt = least;
}

export function expireCommand({ id, expireDueAt: dueAt }: Workspace, level: number): Command {
  return {
    type: "workspace.expire",
    id: `expire-${dueAt}`,
    level,
    workspace: id,
    by: "engine",
    dueAt,
  };
}

/** Schedules turn first: who comes back on shift finds the capacity of that moment. */
export const decideWorkspaceExpire = (ask: Asking): Decided => [
  ...turnedDrafts(ask),
  ...revertedDrafts(ask),
];
