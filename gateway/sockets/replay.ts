import { DatabaseUnavailable } from "../../engine/contract/ports/database.ts";
import type { Entry } from "../../engine/contract/wire/socket.ts";
import { staffReader } from "../agent/conversation.ts";
import type { Gateway } from "../context.ts";
import { entryOfRecord, type Reader, settled } from "../conversations/entries.ts";
import { type Tail, tailOf } from "../conversations/timeline.ts";
import { LIMITS } from "../limits/limits.ts";
import { readerOf } from "../visitor/own.ts";
import { sendAny, type Session } from "./session.ts";

/**
 * Bringing one conversation of one session up to date. What can go wrong: an entry arrives while
 * the tail is being read, or between the read and the frame. So the conversation is marked while
 * it is replayed, arriving entries only raise the mark, and a replay that did not reach it runs
 * again. Most reach it: what an agent is given comes with its first message in one batch, and the
 * tail has both. Whatever was missed still shows later: the next entry's `prev` is higher than
 * what was sent, and that starts a replay too.
 */
const ROUNDS_MAX = 5;

export const readerFor = (gateway: Gateway, session: Session): Reader =>
  session.kind === "visitor"
    ? readerOf(gateway, session.who)
    : staffReader(gateway, session.workspace, session.language);

/**
 * Where a resume goes on. A sequence from the future (forged, or from before a restore) would keep
 * every entry up to it from whoever named it: all is told anew instead.
 */
export const resumedAt = (seq: number, lastSeq: number): number => seq > lastSeq ? 0 : seq;

export async function replay(
  gateway: Gateway,
  session: Session,
  conversation: string,
  after: number,
): Promise<void> {
  if (session.replaying.has(conversation)) {
    session.replaying.set(conversation, Infinity);
    return;
  }
  let from = after;
  try {
    for (let round = 0; round < ROUNDS_MAX; round++) {
      session.replaying.set(conversation, 0);
      from = await once(gateway, session, conversation, from);
      if (session.replaying.get(conversation)! <= from) return;
    }
  } finally {
    session.replaying.delete(conversation);
  }
}

async function once(
  gateway: Gateway,
  session: Session,
  conversation: string,
  after: number,
): Promise<number> {
  const reader = readerFor(gateway, session);
  const tail = await tailOf(gateway, session.workspace, conversation, after, reader);
  const { entries, completeFrom } = await filled(gateway, session, conversation, after, tail);
  const lastSeq = entries.length > 0 ? entries[entries.length - 1].seq : after;
  const frame = { type: "resync" as const, conversation, entries, completeFrom, lastSeq };
  if (!sendAny(gateway, session, frame)) return after;
  session.seen.set(conversation, lastSeq);
  gateway.metrics.count("resyncs_total");
  return lastSeq;
}

/** Below the tail the records know; without them the gap stays announced by `completeFrom`. */
async function filled(
  gateway: Gateway,
  session: Session,
  conversation: string,
  after: number,
  tail: Tail | undefined,
): Promise<{ entries: Entry[]; completeFrom: number }> {
  const live = tail?.entries ?? [];
  const completeFrom = tail?.completeFrom ?? Number.MAX_SAFE_INTEGER;
  if (completeFrom <= after + 1) return { entries: live, completeFrom };
  const reader = readerFor(gateway, session);
  const { workspace } = session;
  try {
    if (tail) await gateway.reading.reached(workspace, completeFrom - 1, LIMITS.recordsWaitMs);
    const lines = await gateway.reading.timeline(
      workspace,
      conversation,
      completeFrom,
      LIMITS.entriesPageMax,
    );
    const older = lines.filter((line) => line.seq > after)
      .map((line) => entryOfRecord(line, conversation, reader))
      .filter((entry) => entry !== undefined).reverse();
    const whole = lines.length < LIMITS.entriesPageMax || older.length < lines.length;
    const entries = settled([...older, ...live]);
    return { entries, completeFrom: whole ? after + 1 : lines[lines.length - 1].seq };
  } catch (error) {
    if (error instanceof DatabaseUnavailable) return { entries: live, completeFrom };
    throw error;
  }
}

/**
 * Sends one entry in its place, or starts a replay when something before it is missing. `prev` is
 * the sequence before it of the same conversation as this reader sees it.
 */
export function sendEntry(
  gateway: Gateway,
  session: Session,
  conversation: string,
  prev: number,
  entry: Entry,
): void {
  if (session.state !== "live") return;
  const mark = session.replaying.get(conversation);
  if (mark !== undefined) {
    session.replaying.set(conversation, Math.max(mark, entry.seq));
    return;
  }
  const seen = session.seen.get(conversation) ?? 0;
  if (entry.seq <= seen) return;
  if (prev > seen) {
    replay(gateway, session, conversation, seen).catch(() => {
      // the gap stays; the next entry or the next resume finds it again
    });
    return;
  }
  if (sendAny(gateway, session, { type: "entry", conversation, prev, entry })) {
    session.seen.set(conversation, entry.seq);
  }
}
