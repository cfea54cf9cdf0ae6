import type { Configuration, Group, OverflowRule } from "../../contract/wire/configuration.ts";

/**
 * Overflow as flat lists (routing.md): the rules of a group, then those of the groups it hands on
 * to, nearest first. A chain may loop in the document and never in a run: each group is gone into
 * once, and nothing leads back home.
 */
export interface OverflowEdge {
  rule: OverflowRule;
  /** The group whose rule it is, and whose condition is looked at. */
  at: string;
  /** Its number in the list. */
  index: number;
  /** For `timeout`: elapsed ms since the home line was joined, all along the chain. */
  afterMs: number;
}

/** A list longer than this says nothing that a person could follow. */
const EDGES_MAX = 48;

export function flatOverflow(groups: Map<string, Group>, home: string): OverflowEdge[] {
  const edges: OverflowEdge[] = [];
  const gone = new Map([[home, 0]]);
  for (const [at, offsetMs] of gone) {
    for (const rule of groups.get(at)?.overflow ?? []) {
      if (rule.to === home || edges.length >= EDGES_MAX) continue;
      const afterMs = offsetMs + (rule.when === "timeout" ? rule.afterMs ?? 0 : 0);
      edges.push({ rule, at, index: edges.length, afterMs });
      if (!gone.has(rule.to)) gone.set(rule.to, afterMs);
    }
  }
  return edges;
}

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
