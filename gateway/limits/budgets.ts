import type { GatewayClock } from "../options.ts";
import { type BudgetName, BUDGETS, LIMITS } from "./limits.ts";

/** Token buckets by name and key. A bucket that is full again is forgotten, so idle keys cost nothing. */
export interface Budgets {
  /** 0 when granted, else ms until the tokens are there; nothing costs more than the burst. */
  take(name: BudgetName, key: string, tokens?: number): number;
  /** Gives a token back: what went well does not count against anybody. */
  refund(name: BudgetName, key: string): void;
  size(): number;
}

interface Bucket {
  tokens: number;
  at: number;
}

export function createBudgets(clock: GatewayClock): Budgets {
  const tables = new Map<BudgetName, Map<string, Bucket>>();
  for (const name of Object.keys(BUDGETS) as BudgetName[]) tables.set(name, new Map());
  return {
    take(name, key, tokens = 1) {
      const { perSecond, burst } = BUDGETS[name];
      const table = tables.get(name)!;
      const now = clock.monotonic();
      let bucket = table.get(key);
      if (bucket === undefined) {
        if (table.size >= LIMITS.budgetKeysMax) makeRoom(table, name, now);
        bucket = { tokens: burst, at: now };
        table.set(key, bucket);
      }
      bucket.tokens = refilled(bucket, name, now);
      bucket.at = now;
      const cost = Math.min(tokens, burst);
      if (bucket.tokens < cost) return Math.ceil((cost - bucket.tokens) / perSecond * 1000);
      bucket.tokens -= cost;
      return 0;
    },
    refund(name, key) {
      const bucket = tables.get(name)!.get(key);
      if (bucket) bucket.tokens = Math.min(BUDGETS[name].burst, bucket.tokens + 1);
    },
    size() {
      let sum = 0;
      for (const table of tables.values()) sum += table.size;
      return sum;
    },
  };
}

const refilled = (bucket: Bucket, name: BudgetName, now: number): number =>
  Math.min(
    BUDGETS[name].burst,
    bucket.tokens + (now - bucket.at) / 1000 * BUDGETS[name].perSecond,
  );

/** Drops buckets that are full again; if every key is busy, the oldest tenth goes. */
function makeRoom(table: Map<string, Bucket>, name: BudgetName, now: number): void {
  for (const [key, bucket] of table) {
    if (refilled(bucket, name, now) >= BUDGETS[name].burst) table.delete(key);
  }
  let excess = table.size - Math.floor(LIMITS.budgetKeysMax * 0.9);
  for (const key of table.keys()) {
    if (excess-- <= 0) break;
    table.delete(key);
  }
}
