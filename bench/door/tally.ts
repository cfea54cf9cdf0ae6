import { percentile } from "../report/percentiles.ts";

/** What a run at the door counts as it goes. */
export interface Tally {
  /** Latencies of acknowledged commands, ms. */
  openMs: number[];
  messageMs: number[];
  closeMs: number[];
  /** Opens acknowledged while people came, and commands of every kind. */
  openedInTime: number;
  commands: number;
  /** Opens under way. */
  unanswered: number;
  /** Came while too many were under way, and were not sent. */
  unsent: number;
  /** What went wrong, by its reason. */
  failures: Map<string, number>;
}

export const createTally = (): Tally => ({
  openMs: [],
  messageMs: [],
  closeMs: [],
  openedInTime: 0,
  commands: 0,
  unanswered: 0,
  unsent: 0,
  failures: new Map(),
});

export const fail = ({ failures }: Tally, why: string): void =>
  void failures.set(why, (failures.get(why) ?? 0) + 1);

export const failed = ({ failures }: Tally): number =>
  [...failures.values()].reduce((sum, count) => sum + count, 0);

export const p99 = (values: readonly number[]): number => percentile(values, 99);
