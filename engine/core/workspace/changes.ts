import type { Command } from "../../contract/wire/commands.ts";
import type { Event } from "../../contract/wire/events.ts";
import type { PlannedChange } from "../../contract/wire/queries.ts";
import type { Workspace } from "./state.ts";

/**
 * Configurations with an appointment: published at a time, or taken back at one. They are state like
 * any deadline, set by an event and fired by a command, and their documents are at hand from the
 * moment of the appointment, so that nothing has to be fetched at midnight.
 *
 * Whatever is published in between leaves the appointments to publish alone, but voids a pending
 * return: it would undo what somebody has just decided.
 */
export type Change = PlannedChange;

/** A year of campaigns at one every two weeks. */
export const CHANGES_MAX = 26;

/** The moment of the next appointment, for the partition's timer. */
export function rearmChanges(workspace: Workspace): void {
  workspace.changeDueAt = workspace.changes[0]?.at ?? Infinity;
}

function setChanges(workspace: Workspace, changes: Change[]): void {
  // a sort is stable: of one moment, what was asked for first comes first
  workspace.changes = changes.sort((a, b) => a.at - b.at);
  rearmChanges(workspace);
}

export function applyScheduled(workspace: Workspace, event: Event<"config.scheduled">): void {
  const { hash, effectiveAt: at, revertAt, by } = event;
  setChanges(workspace, [...workspace.changes, {
    at,
    kind: "publish",
    hash,
    ...(revertAt === undefined ? {} : { revertAt }),
    by,
  }]);
}

export function applyWithdrawn(workspace: Workspace, event: Event<"config.withdrawn">): void {
  setChanges(workspace, without(workspace.changes, event.hash, event.effectiveAt));
}

/** After `config.published`; `before` is the hash that it replaces. */
export function keepAppointments(
  workspace: Workspace,
  event: Event<"config.published">,
  before: string,
): void {
  const { scheduledFor, revertAt } = event;
  const by = event.askedBy ?? event.by;
  const rest = workspace.changes.filter(({ kind, at, hash }) =>
    kind === "publish" && !(at === scheduledFor && hash === event.hash)
  );
  if (revertAt !== undefined && before !== "") {
    rest.push({ at: revertAt, kind: "revert", hash: before, by });
  }
  setChanges(workspace, rest);
}

const without = (changes: readonly Change[], hash: string, at: number): Change[] =>
  changes.filter((change) => !(change.hash === hash && change.at === at));

/** The appointment that a due command or a withdrawal means. */
export const changeOf = (
  workspace: Workspace,
  { hash, at }: { hash: string; at: number },
): Change | undefined =>
  workspace.changes.find((change) => change.hash === hash && change.at === at);

/** What the next appointment commands once it has come. */
export function changeCommand({ changes, id }: Workspace, level: number): Command {
  const [{ hash, at: dueAt }] = changes;
  return {
    type: "config.change",
    id: `change-${hash}-${dueAt}`,
    level,
    workspace: id,
    by: "engine",
    hash,
    dueAt,
  };
}
