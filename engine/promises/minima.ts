/**
 * A check must be able to fail: a run that never queued, overflowed or repeated anything proves
 * nothing. A profile declares how much must have happened.
 */
import { type HistoryRecord, unknownOutcomes } from "./history.ts";
import type { Judge } from "./judge.ts";

export interface Minima {
  acknowledged: number;
  queued: number;
  overflowed: number;
  alerted: number;
  repeated: number;
  unknown: number;
}

export const MINIMA: Record<"none" | "smoke" | "campaign" | "flash", Minima> = {
  none: { acknowledged: 0, queued: 0, overflowed: 0, alerted: 0, repeated: 0, unknown: 0 },
  smoke: {
    acknowledged: 1_000,
    queued: 50,
    overflowed: 20,
    alerted: 20,
    repeated: 50,
    unknown: 10,
  },
  campaign: { acknowledged: 500, queued: 1, overflowed: 1, alerted: 0, repeated: 0, unknown: 0 },
  flash: {
    acknowledged: 10_000,
    queued: 5_000,
    overflowed: 100,
    alerted: 100,
    repeated: 0,
    unknown: 0,
  },
};

/** What happened in a run, in the words of the minima. */
export function happened(judge: Judge, history: HistoryRecord[]): Minima {
  const acknowledged = history.filter((record) => record.kind === "acknowledged");
  const ids = new Map<string, number>();
  for (const record of history) {
    if (record.kind !== "sent") continue;
    const key = `${record.client} ${record.id}`;
    ids.set(key, (ids.get(key) ?? 0) + 1);
  }
  return {
    acknowledged: acknowledged.length,
    queued: judge.counts.get("conversation.queued") ?? 0,
    overflowed: judge.counts.get("conversation.overflowed") ?? 0,
    alerted: judge.counts.get("conversation.alerted") ?? 0,
    repeated: [...ids.values()].reduce((sum, times) => sum + times - 1, 0),
    unknown: unknownOutcomes(history),
  };
}

/** Names of the minima that were not reached. */
export const missed = (got: Minima, minima: Minima): (keyof Minima)[] =>
  (Object.keys(minima) as (keyof Minima)[]).filter((name) => got[name] < minima[name]);
