import type { Database } from "../contract/ports/database.ts";

/** The largest backlog that somebody waits for at a terminal. */
const CAUGHT_UP_MS_MAX = 60_000;
const LOOK_EVERY_MS = 100;

/**
 * Resolves when the records hold everything that the journal holds now, whichever process writes
 * them: the tables say how far they are, for a projector that stands by knows nothing of it.
 */
export async function recordsCaughtUp(
  database: Pick<Database, "query">,
  partitions: readonly number[],
  tail: (partition: number) => Promise<number>,
  withinMs = CAUGHT_UP_MS_MAX,
): Promise<void> {
  const tails = await Promise.all(partitions.map(async (one) => [one, await tail(one)] as const));
  for (const until = performance.now() + withinMs;;) {
    const rows = await database.query<{ partition: number; sequence: number }>(
      "select partition, sequence from fold.applied",
    );
    const applied = new Map(rows.map(({ partition, sequence }) => [partition, Number(sequence)]));
    if (tails.every(([partition, sequence]) => (applied.get(partition) ?? 0) >= sequence)) return;
    if (performance.now() > until) throw new Error("the records do not catch up");
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}
