import { chainFaults } from "../../contract/configuration/overflow_chain.ts";
import { REQUIREMENT_SETS_MAX } from "../../contract/configuration/requirement_sets.ts";
import type { Command } from "../../contract/wire/commands.ts";
import type { Draft } from "../../contract/wire/events.ts";
import type { FieldFault } from "../../contract/wire/refusals.ts";
import { type Asking, type Decided, refuse, wrongField } from "../asking.ts";
import type { Plan } from "../configuration/plan.ts";
import { STATE } from "../conversation/columns.ts";
import { rowsOf } from "../ids.ts";
import { laidOver } from "./adjustments.ts";
import { changeOf, CHANGES_MAX } from "./changes.ts";
import { shiftsStillNamed, turnedDrafts } from "./schedules.ts";
import { appointedDocuments, lacksRoomForSets } from "./requirements.ts";
import type { Workspace } from "./state.ts";

/** How far ahead an appointment may be: a year and a day. */
const AHEAD_MS_MAX = 366 * 86_400_000;

/**
 * config.publish: the document was validated and installed before; here it is only refused when
 * it is not at hand, has an overflow chain too long to be followed (now: with what lies over it),
 * takes away a schedule by which agents have their shifts or a group in which conversations still
 * are, or asks for more than the kernel has room for beside what was asked before and what has an
 * appointment. The same hash again changes nothing, and brings no other return than the one that
 * stands. `effectiveAt` in the future
 * makes an appointment instead, looked at again when it has come, in place of one for the same hash
 * and moment; `revertAt` brings back what was in force.
 */
export function decidePublish(ask: Asking, command: Command<"config.publish">): Decided {
  const { state, workspace, now } = ask;
  const { hash, effectiveAt, revertAt } = command;
  const plan = state.documents.get(hash);
  if (plan === undefined) return refuse("not_found");
  const fault = timesFault(command, now);
  if (fault !== undefined) return fault;
  const wrong = workspace.hash === hash
    ? []
    : [...chainsTooLong(ask, command, plan), ...shiftsStillNamed(workspace, plan)];
  if (wrong.length > 0) return refuse("invalid", { fields: wrong });
  const beside = appointedDocuments(state, workspace);
  if (lacksRoomForSets(workspace, [plan.configuration, ...beside], workspace.shopsRestricted)) {
    const full = { path: "routes", rule: "length" as const, fault: "tooManySets" as const };
    return refuse("invalid", { fields: [{ ...full, limit: REQUIREMENT_SETS_MAX }] });
  }
  if (effectiveAt !== undefined && effectiveAt > now) {
    return appointed(workspace, { hash, effectiveAt, revertAt });
  }
  if (workspace.hash === hash) {
    return isKept(workspace, revertAt) ? [] : wrongField("revertAt", "state");
  }
  const fields = groupsStillInUse(workspace, plan);
  if (fields.length > 0) return refuse("invalid", { fields });
  return [
    published(workspace, { hash, ...given("revertAt", revertAt) }),
    ...turnedDrafts(ask, plan),
  ];
}

function chainsTooLong(
  { workspace, now }: Asking,
  { effectiveAt = now }: Command<"config.publish">,
  { configuration }: Plan,
): FieldFault[] {
  const faults = chainFaults(configuration);
  if (faults.length > 0 || effectiveAt > now) return faults;
  return chainFaults(laidOver(configuration, workspace.adjustments));
}

/** An appointment for the same document and moment gives way when only its return differs. */
function appointed(
  workspace: Workspace,
  { hash, effectiveAt, revertAt }: { hash: string; effectiveAt: number; revertAt?: number },
): Decided {
  const known = changeOf(workspace, { hash, at: effectiveAt });
  if (known !== undefined && known.revertAt === revertAt) return [];
  const full = workspace.changes.length >= CHANGES_MAX;
  if (known === undefined && full) return refuse("capacity_full");
  const scheduled: Draft = {
    type: "config.scheduled",
    hash,
    effectiveAt,
    ...given("revertAt", revertAt),
  };
  return known === undefined
    ? [scheduled]
    : [{ type: "config.withdrawn", hash, effectiveAt, cause: "chosen" }, scheduled];
}

/** What is in force already goes on as it was to: for good, or until its return. */
const isKept = ({ changes }: Workspace, revertAt: number | undefined): boolean =>
  revertAt === undefined || changes.some(({ kind, at }) => kind === "revert" && at === revertAt);

const given = <K extends string, V>(name: K, value: V | undefined): { [N in K]?: V } =>
  value === undefined ? {} : { [name]: value } as { [N in K]?: V };

function timesFault({ effectiveAt, revertAt }: Command<"config.publish">, now: number) {
  if (effectiveAt !== undefined && effectiveAt > now + AHEAD_MS_MAX) {
    return wrongField("effectiveAt", "range");
  }
  if (revertAt === undefined) return undefined;
  const from = Math.max(effectiveAt ?? now, now);
  return revertAt <= from || revertAt > from + AHEAD_MS_MAX
    ? wrongField("revertAt", "range")
    : undefined;
}

function published(
  workspace: Workspace,
  more: Omit<Draft<"config.published">, "type" | "version">,
): Draft<"config.published"> {
  return { type: "config.published", version: workspace.version + 1, ...more };
}

/** An appointment is taken back before it comes; one that is not there (any more) is not found. */
export function decideWithdraw(
  { workspace }: Asking,
  { hash, effectiveAt }: Command<"config.withdraw">,
): Decided {
  if (changeOf(workspace, { hash, at: effectiveAt }) === undefined) return refuse("not_found");
  return [{ type: "config.withdrawn", hash, effectiveAt, cause: "chosen" }];
}

/**
 * An appointment has come: published, unless a group it takes away is in use by now, or what is in
 * use by now leaves no room for the sets it asks for.
 */
export function decideChange(
  ask: Asking,
  { hash, dueAt }: Command<"config.change">,
): Decided {
  const { state, workspace, now } = ask;
  const change = changeOf(workspace, { hash, at: dueAt });
  if (change === undefined || dueAt > now) return [];
  const plan = state.documents.get(hash);
  if (plan === undefined) throw new Error("an appointment's document was not installed");
  const hasRoom = !lacksRoomForSets(workspace, [plan.configuration], workspace.shopsRestricted);
  if (!hasRoom || groupsStillInUse(workspace, plan).length > 0) {
    return [{ type: "config.withdrawn", hash, effectiveAt: dueAt, cause: "groupsInUse" }];
  }
  const cause = change.kind === "revert" ? "reverted" as const : "scheduled" as const;
  const { revertAt } = change;
  // an engine that slept past the return does not publish for a moment
  const late = revertAt !== undefined && revertAt <= now;
  if (late) return [{ type: "config.withdrawn", hash, effectiveAt: dueAt, cause: "over" }];
  return [
    published(workspace, {
      hash,
      cause,
      scheduledFor: dueAt,
      askedBy: change.by,
      ...given("revertAt", revertAt),
    }),
    ...turnedDrafts(ask, plan),
  ];
}

function groupsStillInUse(workspace: Workspace, plan: Plan): FieldFault[] {
  const c = workspace.conversations.column;
  const used = new Set<number>();
  for (const handle of rowsOf(workspace.ids)) {
    if (c.state[handle] === STATE.closed) continue;
    for (const column of [c.home, c.group, c.over0, c.over1, c.over2]) used.add(column[handle]);
  }
  for (const { to } of workspace.offers.values()) {
    if ("group" in to) used.add(workspace.groups.index.get(to.group) ?? -1);
  }
  return [...workspace.plan?.groups.keys() ?? []]
    .filter((id) => !plan.groups.has(id) && used.has(workspace.groups.index.get(id) ?? -1))
    .map((id) => ({ path: `groups.${id}`, rule: "state" as const }));
}
