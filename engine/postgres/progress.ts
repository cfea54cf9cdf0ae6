import { type Database, DatabaseUnavailable } from "../contract/ports/database.ts";
import { createWaiting } from "../records/projector/waiting.ts";
import type { Progress } from "../records/reading/reading.ts";

/** While somebody waits for rows, the newest event numbers are asked for so often. */
const LOOK_MS = 40;
/** How old the shown lag may be; the projector notes its own every second. */
const LAG_EVERY_MS = 2_000;
/** A projector that noted nothing for so long is away, and its rows age with it. */
const SILENT_MS = 10_000;

/** Workspaces asked for in one look; more wait for the next. */
const WORKSPACES_MAX = 500;

export interface PostgresProgress extends Progress {
  stop(): void;
}

/**
 * How far the projector is, seen from another process: it tells by its own tables. Waits are one
 * question for all who wait, and none when nobody does.
 */
export function postgresProgress(database: Database, wall: () => number): PostgresProgress {
  const waiting = createWaiting();
  const awaited = new Map<string, number>();
  let looking: ReturnType<typeof setTimeout> | undefined;
  let lag = { at: wall(), ms: 0 };

  async function look(): Promise<void> {
    const workspaces = [...awaited.keys()].slice(0, WORKSPACES_MAX);
    try {
      const rows = await database.query<{ workspace: string; seq: number }>(
        "select workspace, seq from fold.workspaces where workspace = any (string_to_array($1, ' '))",
        [workspaces.join(" ")],
      );
      for (const { workspace, seq } of rows) waiting.wake(workspace, seq);
    } catch (error) {
      if (!(error instanceof DatabaseUnavailable)) throw error; // who waits is told by the time
    } finally {
      looking = awaited.size > 0 ? setTimeout(look, LOOK_MS) : undefined;
    }
  }

  async function noteLag(): Promise<void> {
    const [row] = await database.query<{ since: number; silent: number }>(
      `select coalesce(min(nullif(behind_since, 0)), 0) as since,
         coalesce(min(noted_at), 0) as silent from cluster.partitions`,
    );
    const now = wall();
    const since = row.since > 0 ? now - row.since : 0;
    const silent = row.silent > 0 && now - row.silent > SILENT_MS ? now - row.silent : 0;
    lag = { at: now, ms: Math.max(0, since, silent) };
  }
  // With the database away, what was last known ages by itself.
  const lagTimer = setInterval(() => void noteLag().catch(() => {}), LAG_EVERY_MS);

  return {
    async reached(workspace, seq, timeoutMs) {
      awaited.set(workspace, (awaited.get(workspace) ?? 0) + 1);
      looking ??= setTimeout(look, 0);
      try {
        return await waiting.until(workspace, seq, timeoutMs);
      } finally {
        const count = awaited.get(workspace)! - 1;
        if (count === 0) awaited.delete(workspace);
        else awaited.set(workspace, count);
      }
    },
    lagMs: () => {
      const age = wall() - lag.at;
      return age > SILENT_MS ? lag.ms + age : lag.ms;
    },
    stop() {
      clearInterval(lagTimer);
      clearTimeout(looking);
      awaited.clear();
      waiting.stop();
    },
  };
}
