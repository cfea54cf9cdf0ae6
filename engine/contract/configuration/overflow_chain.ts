import type { Configuration, Group, OverflowRule } from "../wire/configuration.ts";
import type { FieldFault } from "../wire/refusals.ts";
import { noteIn } from "./findings.ts";

/** A step of a chain: one rule of a group that it comes to. */
export interface OverflowStep {
  rule: OverflowRule;
  /** The group whose rule it is, and whose condition is looked at. */
  at: string;
  /** For `timeout`: elapsed ms since the home line was joined, all along the chain. */
  afterMs: number;
}

/**
 * A chain longer than this says nothing that a person could follow, and every arrival to a full
 * group may walk all of it. Companies seen so far have some ten.
 */
export const OVERFLOW_STEPS_MAX = 48;

/**
 * The rules of a group, then those of the groups it hands on to, nearest first. A chain may loop in
 * the document and never in a run: each group is gone into once, and nothing leads back home.
 */
export function* overflowSteps(
  groups: ReadonlyMap<string, Group>,
  home: string,
): Generator<OverflowStep> {
  const gone = new Map([[home, 0]]);
  for (const [at, offsetMs] of gone) {
    for (const rule of groups.get(at)?.overflow ?? []) {
      if (rule.to === home) continue;
      const afterMs = offsetMs + (rule.when === "timeout" ? rule.afterMs ?? 0 : 0);
      yield { rule, at, afterMs };
      if (!gone.has(rule.to)) gone.set(rule.to, afterMs);
    }
  }
}

/** Groups from which a chain has more steps than are followed. */
export function chainFaults({ groups }: Pick<Configuration, "groups">): FieldFault[] {
  const findings: FieldFault[] = [];
  const note = noteIn(findings);
  const byId = new Map(groups.map((group) => [group.id, group]));
  groups.forEach(({ id }, at) => {
    const steps = overflowSteps(byId, id);
    const isLong = steps.drop(OVERFLOW_STEPS_MAX).next().done !== true;
    if (isLong) note(`groups.${at}.overflow`, "length", "chainTooLong", OVERFLOW_STEPS_MAX);
  });
  return findings;
}
