import { DatabaseUnavailable } from "../../engine/contract/ports/database.ts";
import type { Event } from "../../engine/contract/wire/events.ts";
import type { EntriesPage } from "../../engine/contract/wire/http.ts";
import type { Entry } from "../../engine/contract/wire/socket.ts";
import { done, type Outcome, refused } from "../answers.ts";
import type { Gateway } from "../context.ts";
import { LIMITS } from "../limits/limits.ts";
import { entryOf, entryOfRecord, type Reader, sealedOf, settled } from "./entries.ts";

/** What is known of a conversation from a sequence on, for a session that resumes. */
export interface Tail {
  entries: Entry[];
  /** Nothing from here on is missing; 0 when the conversation's own beginning is among them. */
  completeFrom: number;
  lastSeq: number;
}

/** Opens an event's sealed text; undefined when there is none or its key is gone. */
export const openedOf = async (gateway: Gateway, event: Event): Promise<unknown> => {
  const [sealed] = sealedOf(event);
  return sealed === undefined ? undefined : await gateway.keyring.open(sealed);
};

async function entriesOf(
  gateway: Gateway,
  events: readonly Event[],
  reader: Reader,
): Promise<Entry[]> {
  const entries: Entry[] = [];
  for (const event of events) {
    const entry = entryOf(event, await openedOf(gateway, event), reader);
    if (entry) entries.push(entry);
  }
  return entries;
}

/** The engine's tail after `after`; undefined when the engine no longer holds the conversation. */
export async function tailOf(
  gateway: Gateway,
  workspace: string,
  conversation: string,
  after: number,
  reader: Reader,
): Promise<Tail | undefined> {
  const reply = await gateway.bus.query(workspace, "conversation.tail", { conversation, after });
  if (!reply.ok) return undefined;
  const { events, completeFrom, lastSeq } = reply.answer;
  const entries = settled(await entriesOf(gateway, events, reader));
  const whole = events[0]?.type === "conversation.opened";
  return { entries, completeFrom: whole ? 0 : completeFrom, lastSeq };
}

/**
 * One page of history, oldest first: the engine's tail as far as it reaches, the records below it.
 * Without the records the page is what the tail has; only a page that lies wholly in the records
 * is refused then.
 */
export async function pageOf(
  gateway: Gateway,
  workspace: string,
  conversation: string,
  page: { before: number; limit: number },
  reader: Reader,
): Promise<Outcome<EntriesPage>> {
  const limit = Math.min(page.limit, LIMITS.entriesPageMax);
  const tail = await tailOf(gateway, workspace, conversation, 0, reader);
  const live = (tail?.entries ?? []).filter((one) => one.seq < page.before);
  const begun = tail?.completeFrom === 0;
  if (live.length >= limit || begun) {
    return done({ entries: live.slice(-limit), more: !begun || live.length > limit });
  }
  const below = Math.min(page.before, tail?.completeFrom ?? Number.MAX_SAFE_INTEGER);
  try {
    const older = await recordedBelow(gateway, workspace, conversation, below, limit, reader);
    const entries = settled([...older.entries, ...live]);
    return done({
      entries: entries.slice(-limit),
      more: older.more || entries.length > limit,
    });
  } catch (error) {
    if (!(error instanceof DatabaseUnavailable)) throw error;
    return live.length > 0 ? done({ entries: live, more: true }) : refused("unavailable");
  }
}

/** Rounds of reading when many recorded lines are not this reader's. */
const RECORD_ROUNDS_MAX = 8;

async function recordedBelow(
  gateway: Gateway,
  workspace: string,
  conversation: string,
  before: number,
  limit: number,
  reader: Reader,
): Promise<{ entries: Entry[]; more: boolean }> {
  if (before < Number.MAX_SAFE_INTEGER) {
    await gateway.reading.reached(workspace, before - 1, LIMITS.recordsWaitMs);
  }
  const entries: Entry[] = [];
  let from = before;
  for (let round = 0; round < RECORD_ROUNDS_MAX; round++) {
    const lines = await gateway.reading.timeline(workspace, conversation, from, limit);
    for (const line of lines) {
      const entry = entryOfRecord(line, conversation, reader);
      if (entry) entries.unshift(entry);
    }
    if (lines.length < limit) return { entries, more: false };
    if (entries.length >= limit) break;
    from = lines[lines.length - 1].seq;
  }
  return { entries, more: true };
}
