import { LEVEL } from "../../contract/wire/level.ts";
import type { Publisher, Stored } from "../publisher.ts";
import { RELAYED_HEADER, type Said } from "./ledger.ts";
import type { PublicEvent } from "./public_event.ts";

/**
 * Appends events to `TG_EVENTS` in order, each once. Many are under way at a time, and each says at
 * which end of the stream it belongs: when one is lost, the server refuses all that follow it, so
 * none stands before an earlier one. What became of them is then read from the stream itself, for an
 * event that was not answered may be stored; whatever else stands there is another relay's.
 */
export interface Appender {
  /** Resolves when every event is stored, or `wanted` no longer holds. */
  append(events: PublicEvent[], journal: number, wanted: () => boolean): Promise<void>;
  /**
   * A batch is wholly there: the sequence up to which the stream holds nothing of later batches. It
   * is the stream's end, unless another relay is ahead of this one.
   */
  passed(journal: number): number;
}

/** Under way at once; what the server refuses after a loss is sent again. */
const WINDOW_MAX = 1_024;
/** Another relay's events that are still to come here; the oldest are forgotten. */
const STORED_MAX = 200_000;
/** A stream without a leader heals within twelve seconds. */
const AGAIN_MS = 500;

const encoder = new TextEncoder();

/** `read` tells what the stream took after a sequence. */
export function createAppender(
  publisher: Publisher,
  read: (after: number) => Promise<{ end: number; stored: Said }>,
  from: { end: number; stored: Said },
): Appender {
  let { end } = from;
  const stored = from.stored;
  /** Small where the server remembers events (a replay), for each of those shifts what follows. */
  let window = WINDOW_MAX;

  function publish(event: PublicEvent, journal: number, place: number): Promise<Stored> {
    const body = encoder.encode(JSON.stringify({ level: LEVEL, ...event.body }));
    return publisher.publish(event.subject, body, {
      "Nats-Msg-Id": event.id,
      "Nats-Expected-Last-Sequence": String(end + place),
      [RELAYED_HEADER]: String(journal),
    });
  }

  /** Sends one window; how many of its events are stored for certain, from the front. */
  async function send(events: PublicEvent[], journal: number): Promise<number> {
    const answers = await Promise.all(events.map((event, at) => publish(event, journal, at)));
    let sure = 0;
    let remembered = false;
    for (const answer of answers) {
      if (answer.state !== "stored") break;
      sure++;
      if (answer.duplicate) remembered = true;
      else end++;
    }
    window = remembered ? 1 : Math.min(WINDOW_MAX, window * 2);
    return sure;
  }

  /** Reads what the stream took since, ours or another's. */
  async function lookAgain(): Promise<void> {
    const now = await read(end);
    end = now.end;
    for (const [id, said] of now.stored) stored.set(id, said);
    for (const id of stored.keys()) {
      if (stored.size <= STORED_MAX) break;
      stored.delete(id);
    }
  }

  const unsaid = (events: PublicEvent[]): PublicEvent[] =>
    stored.size === 0 ? events : events.filter(({ id }) => !stored.has(id));

  return {
    passed(journal) {
      for (const [id, said] of stored) {
        if (said.journal > journal) return said.sequence - 1;
        stored.delete(id);
      }
      return end;
    },
    async append(events, journal, wanted) {
      let left = unsaid(events);
      while (left.length > 0 && wanted()) {
        const now = left.slice(0, window);
        const sure = await send(now, journal);
        left = left.slice(sure);
        if (sure === now.length) continue;
        const known = await lookAgain().then(() => true, () => false); // no leader: later
        left = unsaid(left);
        if (sure === 0 || !known) await new Promise((next) => setTimeout(next, AGAIN_MS));
      }
    },
  };
}
