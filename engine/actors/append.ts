import type { Batch } from "../contract/batch.ts";
import type { Clock } from "../ports/clock.ts";
import type { Appended, Journal } from "../ports/journal.ts";
import type { Alarms } from "./alarms.ts";

/**
 * Storing one batch, for certain (architecture §3).
 *
 * An append can be answered late, twice, or never, and the answer says nothing about what happened
 * to the batch: "no reply" may mean stored. Answering the callers "failed" then would be a lie, and
 * deciding again would do their work twice. So the same bytes go out again under the same id until
 * the journal has said something certain:
 *
 * - stored, or duplicate (an earlier try got through): durable.
 * - stale: somebody else's batch stands where ours should. The tail, read from the authority, tells
 *   which case it is: our own id (an earlier try got through and its reply was lost) is success and
 *   must not be applied again; a higher epoch means that another owner has taken over, so this one
 *   stops; neither means our memory and the journal disagree, so memory is given up and read anew.
 * - full: certain too, nothing was stored. Memory is given up, so that callers can be told.
 * - anything else: wait a little longer each time and try again, for ten minutes, which is the
 *   window in which the journal recognises the id.
 */
export type Outcome =
  | { state: "durable"; sequence: number }
  /** Another owner with a higher epoch writes here. */
  | { state: "superseded"; epoch: number }
  /** Memory and journal disagree: give memory up. */
  | { state: "lost" }
  | { state: "full" }
  | { state: "expired"; reason: string };

export interface Appending {
  journal: Journal;
  clock: Clock;
  alarms: Alarms;
  /** Name of this partition's back-off alarm. */
  alarm: string;
  /** Is the memory that appends still there? One that was given up leaves the alarm to the next. */
  wanted(): boolean;
  retried(reason: string): void;
}

const RETRY_FOR_MS = 600_000;
const BACK_OFF_MS_MIN = 50;
const BACK_OFF_MS_MAX = 5_000;

export async function append(
  appending: Appending,
  batch: Batch,
  encoded: Uint8Array,
  id: string,
  expected: number,
): Promise<Outcome> {
  const { clock, alarms, alarm } = appending;
  const began = clock.monotonic();
  for (let waitMs = BACK_OFF_MS_MIN;; waitMs = Math.min(BACK_OFF_MS_MAX, waitMs * 2)) {
    const reply = await tryOnce(() => appending.journal.append(batch, encoded, id, expected));
    const outcome = reply.state === "stale"
      ? await judgeStale(appending, batch.epoch, id)
      : settled(reply);
    if (typeof outcome !== "string") return outcome;
    appending.retried(outcome);
    if (!appending.wanted() || clock.monotonic() - began + waitMs > RETRY_FOR_MS) {
      return { state: "expired", reason: outcome };
    }
    await alarms.sleep(alarm, waitMs);
  }
}

/** The outcome, or why to try again. */
function settled(reply: Exclude<Appended, { state: "stale" }>): Outcome | string {
  if (reply.state === "retry") return reply.reason;
  if (reply.state === "full") return { state: "full" };
  return { state: "durable", sequence: reply.sequence };
}

async function judgeStale(
  appending: Appending,
  epoch: number,
  id: string,
): Promise<Outcome | string> {
  let tail;
  try {
    tail = await appending.journal.tail();
  } catch (error) {
    return `the tail could not be read: ${messageOf(error)}`;
  }
  if (tail.id === id) return { state: "durable", sequence: tail.sequence };
  if (tail.epoch > epoch) return { state: "superseded", epoch: tail.epoch };
  return { state: "lost" };
}

async function tryOnce(call: () => Promise<Appended>): Promise<Appended> {
  try {
    return await call();
  } catch (error) {
    return { state: "retry", reason: messageOf(error) };
  }
}

export const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);
