import type { Reply } from "../wire/commands.ts";
import { type RefusalCode } from "../wire/refusals.ts";

/** The desk remembers a command's id for at least 75 s; beyond a minute a repeat might act twice. */
const RETRY_FOR_MS = 60_000;
const PAUSE_MS_LEAST = 100;
const PAUSE_MS_MOST = 5_000;

/** Refusals that say "not now". All others are answers: sending the same again changes nothing. */
const NOT_NOW: ReadonlySet<RefusalCode> = new Set(["busy", "unavailable", "rate_limited"]);

type Refused = Extract<Reply, { ok: false }>;

export interface Waiting {
  now(): number;
  pause(ms: number): Promise<void>;
  random(): number;
}

const REAL: Waiting = {
  now: () => performance.now(),
  pause: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  random: Math.random,
};

/**
 * Asks until there is an answer, with pauses that grow and are spread, so that a thousand clients
 * do not come back in step; at least as long as the desk asked for. A question that throws got no
 * answer, and what became of it is unknown: the next one, with the same id, finds out.
 */
export async function again<Answer extends { ok: boolean }>(
  ask: () => Promise<Answer | Refused>,
  waiting: Waiting = REAL,
): Promise<Answer | Refused> {
  const until = waiting.now() + RETRY_FOR_MS;
  let pauseMs = PAUSE_MS_LEAST;
  let last: Refused = { ok: false, error: { code: "unavailable" } };
  while (true) {
    const answer = await ask().catch((): Refused => ({
      ok: false,
      error: { code: "unavailable" },
    }));
    if (answer.ok || !NOT_NOW.has((answer as Refused).error.code)) return answer;
    last = answer as Refused;
    const least = last.error.retryAfterMs ?? 0;
    const ms = Math.max(least, pauseMs * (0.5 + waiting.random()));
    if (waiting.now() + ms > until) return last;
    await waiting.pause(ms);
    pauseMs = Math.min(PAUSE_MS_MOST, pauseMs * 2);
  }
}
