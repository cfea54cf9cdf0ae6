import type { Spent } from "../../engine/contract/ports/shared.ts";
import type { GatewayClock } from "../options.ts";
import { type BudgetName, BUDGETS, LIMITS } from "./limits.ts";

/** Token buckets by name and key. A bucket that is full again is forgotten, so idle keys cost nothing. */
export interface Budgets {
  /** 0 when granted, else ms until the tokens are there; nothing costs more than the burst. */
  take(name: BudgetName, key: string, tokens?: number): number;
  /** Gives a token back: what went well does not count against anybody. */
  refund(name: BudgetName, key: string): void;
  size(): number;
  /** What well-used keys spent since the last call, at most `max`, for the other gateways. */
  spent(max: number): Spent[];
  /** What a key has left in all gateways together; never raises it. */
  lower(name: string, key: string, tokens: number): void;
}

interface Bucket {
  tokens: number;
  at: number;
  /** Not told to the other gateways yet. */
  spent: number;
}

/**
 * Only a key that has used up a quarter is told to others: below that nobody needs to know, and
 * nearly all keys stay there.
 */
const TOLD_BELOW = 0.75;

export function createBudgets(clock: GatewayClock): Budgets {
  const tables = new Map<BudgetName, Map<string, Bucket>>();
  for (const name of Object.keys(BUDGETS) as BudgetName[]) tables.set(name, new Map());
  /** Keys to tell, each once; bounded like the tables themselves. */
  const untold = new Map<Bucket, [BudgetName, string]>();
  return {
    take(name, key, tokens = 1) {
      const { perSecond, burst } = BUDGETS[name];
      const table = tables.get(name)!;
      const now = clock.monotonic();
      let bucket = table.get(key);
      if (bucket === undefined) {
        if (table.size >= LIMITS.budgetKeysMax) makeRoom(table, name, now);
        bucket = { tokens: burst, at: now, spent: 0 };
        table.set(key, bucket);
      }
      bucket.tokens = refilled(bucket, name, now);
      bucket.at = now;
      const cost = Math.min(tokens, burst);
      if (bucket.tokens < cost) return Math.ceil((cost - bucket.tokens) / perSecond * 1000);
      bucket.tokens -= cost;
      bucket.spent = bucket.tokens + cost >= burst ? cost : bucket.spent + cost;
      if (bucket.tokens < burst * TOLD_BELOW) untold.set(bucket, [name, key]);
      return 0;
    },
    refund(name, key) {
      const bucket = tables.get(name)!.get(key);
      if (!bucket) return;
      bucket.tokens = Math.min(BUDGETS[name].burst, bucket.tokens + 1);
      bucket.spent -= 1;
    },
    size() {
      let sum = 0;
      for (const table of tables.values()) sum += table.size;
      return sum;
    },
    spent(max) {
      const told: Spent[] = [];
      for (const [bucket, [budget, key]] of untold) {
        if (told.length >= max) break;
        untold.delete(bucket);
        told.push({ budget, key, tokens: bucket.spent, ...BUDGETS[budget] });
        bucket.spent = 0;
      }
      return told;
    },
    lower(name, key, tokens) {
      const bucket = tables.get(name as BudgetName)?.get(key);
      if (bucket) bucket.tokens = Math.min(bucket.tokens, tokens);
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
