import type { Clock, Configuration, Group } from "../../contract/wire/configuration.ts";
import { unreachable } from "../unreachable.ts";
import { flatOverflow } from "./overflow_plan.ts";

/**
 * What the clocks do to a conversation of one shop in one group with one owner, as lists of steps by
 * elapsed time. The nearest clock of each kind wins: agent over group over shop over company. A list with its start is all
 * that a deadline needs: the first step not yet taken is the one that is armed.
 */
export interface ClockPlan {
  /** First round: the first-response clock beside the round clock. */
  firstRound: Step[];
  laterRounds: Step[];
  agentSilent: Step[];
  visitorSilent: Step[];
  /** Waiting: the queue clock, overflow on timeout, the terminal. */
  queue: Step[];
}

export type Step =
  & { afterMs: number }
  & (
    | {
      action: "alert";
      clock: string;
      kind: Clock["kind"];
      threshold: Threshold;
      to: ("agent" | "supervisor")[];
    }
    /** The `nth` hold message of a round. */
    | { action: "hold"; clock: string; kind: Clock["kind"]; nth: number; texts: number }
    | { action: "notice"; clock: string; kind: "visitorSilent"; texts: number }
    | { action: "close"; clock: string; kind: "visitorSilent"; afterNoticeMs: number }
    /** `breachBefore`: the clock's own breach is told first; else a vain reclaim tells it. */
    | {
      action: "reclaim";
      clock: string;
      kind: "agentSilent";
      to: ("agent" | "supervisor")[];
      breachBefore: boolean;
    }
    | { action: "overflow"; rule: number; to: string; donorMinFree: number }
    | { action: "left"; callback?: true }
    | { action: "bot" }
  );

export type Threshold = "warn" | "breach";

export const CLOCK_KINDS = [
  "round",
  "firstResponse",
  "agentSilent",
  "visitorSilent",
  "queue",
] as const satisfies Clock["kind"][];

/** Bit of (kind, threshold) in a conversation's `alerted`. */
export const alertBit = (kind: Clock["kind"], threshold: Threshold): number =>
  1 << (CLOCK_KINDS.indexOf(kind) * 2 + (threshold === "breach" ? 1 : 0));

const byTime = (a: Step, b: Step): number => a.afterMs - b.afterMs;

export function compileClocks(
  configuration: Configuration,
  shop: string,
  group: Group | undefined,
  agent: string | undefined,
): ClockPlan {
  const steps = (kind: Clock["kind"]): Step[] => {
    const clock = nearest(configuration.clocks, kind, { shop, group: group?.id, agent });
    return clock === undefined ? [] : stepsOf(clock);
  };
  const round = steps("round");
  return {
    firstRound: [...steps("firstResponse"), ...round].sort(byTime),
    laterRounds: [...round].sort(byTime),
    agentSilent: steps("agentSilent").sort(byTime),
    visitorSilent: steps("visitorSilent").sort(byTime),
    queue: [...steps("queue"), ...(group === undefined ? [] : groupSteps(configuration, group))]
      .sort(byTime),
  };
}

/** Where a conversation stands, as the scopes of clocks see it. */
export interface ClockPlace {
  shop: string;
  group: string | undefined;
  agent: string | undefined;
}

const names = (list: readonly string[] | undefined, id: string | undefined): boolean =>
  list === undefined || (id !== undefined && list.includes(id));

export const applies = (clock: Clock, { shop, group, agent }: ClockPlace): boolean =>
  names(clock.shops, shop) && names(clock.groups, group) && names(clock.agents, agent);

/** Agent over group over shop over company; among equals the first of the document. */
function nearest(
  clocks: readonly Clock[],
  kind: Clock["kind"],
  place: ClockPlace,
): Clock | undefined {
  let best: Clock | undefined;
  let bestScore = -1;
  for (const clock of clocks) {
    if (clock.kind !== kind || !applies(clock, place)) continue;
    const { agents, groups, shops } = clock;
    const score = (agents ? 4 : 0) + (groups ? 2 : 0) + (shops ? 1 : 0);
    if (score > bestScore) [best, bestScore] = [clock, score];
  }
  return best;
}

function stepsOf(clock: Clock): Step[] {
  const { id, kind } = clock;
  const list: Step[] = [];
  const alert = (threshold: Threshold, afterMs: number | undefined) => {
    const to = (threshold === "warn" ? clock.warnTo : clock.breachTo) ??
      (threshold === "warn" ? ["agent"] : ["agent", "supervisor"]);
    if (afterMs === undefined || to.length === 0) return;
    list.push({ afterMs, action: "alert", clock: id, kind, threshold, to });
  };
  alert("warn", clock.warnMs);
  alert("breach", clock.breachMs);
  const texts = clock.holdTexts?.length ?? 0;
  if (kind === "visitorSilent") list.push(...closingSteps(clock, texts));
  else if (texts > 0) {
    clock.holdAtMs?.toSorted((a, b) => a - b).slice(0, clock.holdsPerRoundMax).forEach(
      (afterMs, nth) => list.push({ afterMs, action: "hold", clock: id, kind, nth, texts }),
    );
  }
  if (kind === "agentSilent" && clock.reclaimMs !== undefined) {
    const to = clock.breachTo ?? ["supervisor" as const];
    const breachBefore = list.some((step) =>
      step.action === "alert" && step.threshold === "breach" && step.afterMs <= clock.reclaimMs!
    );
    list.push({ afterMs: clock.reclaimMs, action: "reclaim", clock: id, kind, to, breachBefore });
  }
  return list;
}

/** The closing notice at `breachMs`, then the close. */
function closingSteps(clock: Clock, texts: number): Step[] {
  const { id, breachMs, closeAfterMs } = clock;
  const list: Step[] = [];
  if (breachMs === undefined) return list;
  if (texts > 0) {
    list.push({ afterMs: breachMs, action: "notice", clock: id, kind: "visitorSilent", texts });
  }
  if (closeAfterMs !== undefined) {
    list.push({
      afterMs: breachMs + closeAfterMs,
      action: "close",
      clock: id,
      kind: "visitorSilent",
      afterNoticeMs: closeAfterMs,
    });
  }
  return list;
}

function groupSteps(configuration: Configuration, group: Group): Step[] {
  const list: Step[] = [];
  const groups = new Map(configuration.groups.map((one) => [one.id, one]));
  for (const { rule, index, afterMs } of flatOverflow(groups, group.id)) {
    if (rule.when !== "timeout") continue;
    const { to, donorMinFree = 0 } = rule;
    list.push({ afterMs, action: "overflow", rule: index, to, donorMinFree });
  }
  const { terminal } = group;
  switch (terminal.kind) {
    case "keepWaiting":
      return list;
    case "leftMessage":
      return [...list, { afterMs: terminal.afterMs, action: "left" }];
    case "callback":
      return [...list, { afterMs: terminal.afterMs, action: "left", callback: true }];
    case "bot":
      return [...list, { afterMs: terminal.afterMs, action: "bot" }];
    default:
      return unreachable(terminal);
  }
}
