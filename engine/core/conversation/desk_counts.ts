import { rowsOf } from "../ids.ts";
import type { Workspace } from "../workspace/state.ts";
import { NOBODY } from "./columns.ts";

/**
 * How many conversations lie on each desk: once each, at its owner or else at whom it is offered
 * to, parked and just closed ones too. Asked for by every gateway again and again, so they are
 * counted when first asked for and kept from then on.
 */

/** By agent number. */
export function deskCounts(workspace: Workspace): readonly number[] {
  return workspace.desks ??= countDesks(workspace);
}

/** All of them, looked at one by one. */
export function countDesks(workspace: Workspace): number[] {
  const counts: number[] = workspace.agents.map(() => 0);
  for (const handle of rowsOf(workspace.ids)) {
    const holder = holderOf(workspace, handle);
    if (holder !== NOBODY) counts[holder]++;
  }
  return counts;
}

/** The number of the agent at whose desk it lies, or NOBODY. */
export function holderOf({ conversations: { column } }: Workspace, handle: number): number {
  const owner = column.owner[handle];
  return owner === NOBODY ? column.reserved[handle] : owner;
}

/** It lay on one desk before an event, and lies on the other after it. */
export function moveDesk({ desks }: Workspace, from: number, to: number): void {
  if (desks === undefined || from === to) return;
  if (from !== NOBODY) desks[from]--;
  if (to !== NOBODY) desks[to] = (desks[to] ?? 0) + 1;
}
