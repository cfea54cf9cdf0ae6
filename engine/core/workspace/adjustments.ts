import { chainFaults } from "../../contract/configuration/overflow_chain.ts";
import type { Adjustment } from "../../contract/wire/adjustments.ts";
import type { Command } from "../../contract/wire/commands.ts";
import type { Configuration } from "../../contract/wire/configuration.ts";
import type { Draft, Event } from "../../contract/wire/events.ts";
import type { FieldFault } from "../../contract/wire/refusals.ts";
import { enrol, tellKernel } from "../agent/apply.ts";
import type { Agent } from "../agent/state.ts";
import { type Asking, type Decided, wrongField } from "../asking.ts";
import { refuse } from "../asking.ts";
import { compile, type Plan } from "../configuration/plan.ts";
import { validateConfiguration } from "../configuration/validate.ts";
import type { PartitionState } from "../partition_state.ts";
import { agentOf, type Workspace } from "./state.ts";
import { rearmExpiry } from "./expiry.ts";
import { takeUpPlan } from "./apply.ts";

/**
 * Adjustments lie over the roster and the document and never change either: what is in force is read
 * off both, so a publish in between loses nothing and the end of an adjustment needs no memory of
 * what was before. Lowering a capacity below the load takes nothing away from the agent; nothing new
 * comes until below.
 */

/** More at once is a configuration, not an adjustment. */
const ADJUSTMENTS_MAX = 200;
const IDS_MAX = 2_000;
const AHEAD_MS_MAX = 31 * 86_400_000;

type Adjusting = Command<"agent.adjust" | "group.adjust" | "clock.adjust">;

export function decideAdjust({ workspace, now }: Asking, command: Adjusting): Decided {
  const { untilAt } = command;
  if (untilAt <= now || untilAt > now + AHEAD_MS_MAX) return wrongField("untilAt", "range");
  if (workspace.adjustments.length >= ADJUSTMENTS_MAX) return refuse("capacity_full");
  const adjustment = adjustmentOf(command);
  const { ids } = adjustment;
  if (ids.length === 0 || ids.length > IDS_MAX) return wrongField("ids", "range");
  const stranger = ids.findIndex((id) => !isKnown(workspace, adjustment.what, id));
  if (stranger >= 0) return wrongField(`ids.${stranger}`, "reference");
  const fault = valueFault(workspace, adjustment);
  return fault ?? [{ type: "workspace.adjusted", ...adjustment, untilAt }];
}

function adjustmentOf(command: Adjusting): Adjustment {
  switch (command.type) {
    case "agent.adjust": {
      const { ids, capacityUnits, windowCap } = command;
      return { what: "agent", ids, capacityUnits, windowCap };
    }
    case "group.adjust":
      return { what: "group", ids: command.ids, set: command.set };
    case "clock.adjust":
      return { what: "clock", ids: command.ids, set: command.set };
  }
}

function isKnown(workspace: Workspace, what: Adjustment["what"], id: string): boolean {
  switch (what) {
    case "agent":
      return agentOf(workspace, id)?.removed === false;
    case "group":
      return workspace.plan?.groups.has(id) ?? false;
    case "clock":
      return workspace.plan?.clocks.has(id) ?? false;
  }
}

const CAPACITY_UNITS_MAX = 20_000;
const WINDOW_CAP_MAX = 1_000;

function valueFault(workspace: Workspace, adjustment: Adjustment) {
  if (adjustment.what === "agent") {
    const { capacityUnits, windowCap } = adjustment;
    if (capacityUnits === undefined && windowCap === undefined) {
      return wrongField("capacityUnits", "required");
    }
    if (!isCount(capacityUnits, CAPACITY_UNITS_MAX)) return wrongField("capacityUnits", "range");
    return isCount(windowCap, WINDOW_CAP_MAX) ? undefined : wrongField("windowCap", "range");
  }
  return documentFault(workspace.plan!.configuration, adjustment);
}

/** What lies over the document keeps the document's own rules; faults are told by the field set. */
function documentFault(
  document: Configuration,
  adjustment: Exclude<Adjustment, { what: "agent" }>,
) {
  const overlay = overlaid(document, adjustment);
  const checked = validateConfiguration(overlay);
  const list = adjustment.what === "group" ? "groups" : "clocks";
  for (const { path, rule } of checked.ok ? [] : checked.faults) {
    const [where, at, ...field] = path.split(".");
    const touched = where === list && adjustment.ids.includes(document[list][Number(at)]?.id);
    if (touched) {
      return refuse("invalid", { fields: [{ path: ["set", ...field].join("."), rule }] });
    }
  }
  const long = longerChain(document, overlay);
  return long && refuse("invalid", { fields: [{ ...long, path: "set.overflow" }] });
}

/** Of whichever group a chain begins at: the rules of others are a part of it. */
function longerChain(document: Configuration, overlay: Configuration): FieldFault | undefined {
  const before = new Set(chainFaults(document).map(({ path }) => path));
  return chainFaults(overlay).find(({ path }) => !before.has(path));
}

const isCount = (value: number | undefined, most: number): boolean =>
  value === undefined || (Number.isInteger(value) && value >= 0 && value <= most);

/** Before its time; one that is over, or was never made, is not found. */
export function decideRevert(
  { workspace }: Asking,
  { adjustment }: Command<"adjustment.revert">,
): Decided {
  const live = workspace.adjustments.find(({ seq }) => seq === adjustment);
  if (live === undefined) return refuse("not_found");
  return [{ type: "workspace.reverted", adjustment, what: live.what }];
}

/** Those whose time is over. */
export const revertedDrafts = ({ workspace, now }: Asking): Draft[] =>
  workspace.adjustments.filter(({ untilAt }) => untilAt <= now)
    .map(({ seq, what }) => ({ type: "workspace.reverted", adjustment: seq, what }));

export function applyAdjusted(
  state: PartitionState,
  workspace: Workspace,
  event: Event<"workspace.adjusted">,
): void {
  const { type: _type, workspace: _workspace, rule: _rule, ...adjustment } = event;
  workspace.adjustments.push(adjustment);
  follow(state, workspace, event.what, event.at);
}

export function applyReverted(
  state: PartitionState,
  workspace: Workspace,
  event: Event<"workspace.reverted">,
): void {
  workspace.adjustments = workspace.adjustments.filter(({ seq }) => seq !== event.adjustment);
  follow(state, workspace, event.what, event.at);
}

function follow(
  state: PartitionState,
  workspace: Workspace,
  what: Adjustment["what"],
  at: number,
): void {
  rearmExpiry(workspace);
  if (what !== "agent") {
    const plan = planInForce(state, workspace);
    if (plan !== undefined) takeUpPlan(state, workspace, plan, at);
    return;
  }
  for (const agent of workspace.agents) {
    setTerms(workspace, agent);
    enrol(workspace, agent);
    tellKernel(state, workspace, agent, at);
  }
}

/** What the agent may carry at present: the roster's word, and adjustments over it. */
export function setTerms({ adjustments }: Workspace, agent: Agent): void {
  let { capacityUnits, windowCap } = agent.record;
  for (const adjustment of adjustments) {
    if (adjustment.what !== "agent" || !adjustment.ids.includes(agent.id)) continue;
    capacityUnits = adjustment.capacityUnits ?? capacityUnits;
    windowCap = adjustment.windowCap ?? windowCap;
  }
  agent.terms = { capacityUnits, windowCap };
}

/** The published document with what lies over it; the document's own plan when nothing does. */
export function planInForce(
  { documents }: PartitionState,
  { hash, adjustments }: Workspace,
): Plan | undefined {
  const published = documents.get(hash);
  if (published === undefined || adjustments.every(({ what }) => what === "agent")) {
    return published;
  }
  return compile(hash, laidOver(published.configuration, adjustments));
}

/** A document as it would be in force at present. */
export const laidOver = (document: Configuration, adjustments: readonly Adjustment[]) =>
  withinItself(adjustments.reduce(overlaid, document));

/** A later publish may have taken away a group that an adjustment hands on to. */
function withinItself(document: Configuration): Configuration {
  const known = new Set(document.groups.map(({ id }) => id));
  const groups = document.groups.map((group) => ({
    ...group,
    overflow: group.overflow.filter(({ to }) => known.has(to)),
  }));
  return { ...document, groups };
}

function overlaid(document: Configuration, adjustment: Adjustment): Configuration {
  switch (adjustment.what) {
    case "agent":
      return document;
    case "group":
      return {
        ...document,
        groups: document.groups.map((group) =>
          adjustment.ids.includes(group.id) ? { ...group, ...adjustment.set } : group
        ),
      };
    case "clock":
      return {
        ...document,
        clocks: document.clocks.map((clock) =>
          adjustment.ids.includes(clock.id) ? { ...clock, ...adjustment.set } : clock
        ),
      };
  }
}
