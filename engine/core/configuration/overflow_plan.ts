import {
  OVERFLOW_STEPS_MAX,
  type OverflowStep,
  overflowSteps,
} from "../../contract/configuration/overflow_chain.ts";
import type { Configuration, Group } from "../../contract/wire/configuration.ts";

/** Overflow as flat lists (routing.md): a step with its number in the list of its home. */
export interface OverflowEdge extends OverflowStep {
  index: number;
}

/** A document that was in force before long chains were refused has the first steps of them. */
export const flatOverflow = (groups: ReadonlyMap<string, Group>, home: string): OverflowEdge[] =>
  overflowSteps(groups, home).take(OVERFLOW_STEPS_MAX)
    .map((step, index) => ({ ...step, index })).toArray();

/** Two lines that share: opens when `waiting(at) − ratio · waiting(to)` passes the threshold. */
export interface Sharing {
  at: string;
  to: string;
  ratio: number;
  threshold: number;
  resumeBelow: number;
}

export const sharingName = ({ at, to }: Pick<Sharing, "at" | "to">): string => `${at} ${to}`;

export function sharingsOf({ groups }: Configuration): Sharing[] {
  return groups.flatMap(({ id, overflow }) =>
    overflow.flatMap(({ to, ratio = 1, threshold, resumeBelow }) =>
      threshold === undefined
        ? []
        : [{ at: id, to, ratio, threshold, resumeBelow: resumeBelow ?? threshold }]
    )
  );
}
