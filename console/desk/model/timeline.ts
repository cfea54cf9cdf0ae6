import { laterDelivery } from "../../../engine/contract/wire/delivery.ts";
import type { DeliveryState } from "../../../engine/contract/wire/states.ts";
import type { Entry } from "../../../engine/contract/wire/socket.ts";

/**
 * The lines of one conversation as this tab holds them: unbroken from the first to the last.
 *
 * What can go wrong: a frame is lost while the socket is down, an entry comes twice (once by
 * socket, once in a page), a page and live entries cross each other, a message is recalled before
 * or after it is shown. So entries are keyed by their sequence, `prev` says whether an entry joins
 * on without a hole, and a hole is never papered over: the newest page is fetched again.
 */
export interface Timeline {
  /** Ascending by `seq`, no doubles. */
  entries: Entry[];
  lastSeq: number;
  /** Older lines exist on the server. */
  more: boolean;
}

export const emptyTimeline: Timeline = { entries: [], lastSeq: 0, more: true };

/** Entries kept per conversation; beyond it the oldest go and can be fetched again. */
const ENTRIES_MAX = 1_000;

/** Adds a live entry. `gap` means that something before it is missing here. */
export function appended(
  timeline: Timeline,
  prev: number,
  entry: Entry,
): { timeline: Timeline; gap: boolean } {
  if (entry.seq <= timeline.lastSeq) return { timeline: joined(timeline, [entry]), gap: false };
  if (prev > timeline.lastSeq) return { timeline, gap: true };
  return { timeline: joined(timeline, [entry]), gap: false };
}

/** Adds a page of older entries. */
export function withOlder(timeline: Timeline, entries: Entry[], more: boolean): Timeline {
  return { ...joined(timeline, entries), more };
}

/**
 * Takes the newest entries as the server holds them, complete from `completeFrom`. Lines held here
 * that lie before a possible hole are dropped; scrolling up fetches them again.
 */
export function resynced(
  timeline: Timeline,
  entries: Entry[],
  completeFrom: number,
  more: boolean,
): Timeline {
  const touches = timeline.lastSeq >= completeFrom;
  if (touches) return joined(timeline, entries);
  const later = timeline.entries.filter((entry) => entry.seq >= completeFrom);
  return { ...joined({ ...emptyTimeline, entries: later }, entries), more };
}

/** Union by sequence; lines about messages tell on their messages. */
function joined(timeline: Timeline, entries: Entry[]): Timeline {
  if (entries.length === 0) return timeline;
  const bySeq = new Map(timeline.entries.map((entry) => [entry.seq, entry]));
  for (const entry of entries) bySeq.set(entry.seq, entry);
  const all = [...bySeq.values()].sort((one, other) => one.seq - other.seq);
  const kept = all.slice(-ENTRIES_MAX);
  return {
    entries: settled(kept),
    lastSeq: kept[kept.length - 1].seq,
    more: timeline.more || kept.length < all.length,
  };
}

/** What later lines say of messages: taken back, or what the channel made of them. */
function settled(entries: Entry[]): Entry[] {
  const recalled = new Set<string>();
  const reported = new Map<string, DeliveryState>();
  for (const entry of entries) {
    if (entry.kind !== "line") continue;
    const { event } = entry;
    if (event.type === "conversation.recalled") recalled.add(event.message);
    if (event.type === "conversation.delivery_reported") {
      reported.set(event.message, laterDelivery(reported.get(event.message), event.state));
    }
  }
  if (recalled.size === 0 && reported.size === 0) return entries;
  return entries.map((entry) => {
    if (entry.kind !== "message") return entry;
    const taken = recalled.has(entry.message) && !entry.recalled;
    const said = reported.get(entry.message);
    const delivery = said && laterDelivery(entry.delivery, said);
    if (!taken && delivery === entry.delivery) return entry;
    return {
      ...entry,
      ...(taken && { body: undefined, recalled: true }),
      ...(delivery && { delivery }),
    };
  });
}

export const hasMessage = (timeline: Timeline, message: string): boolean =>
  timeline.entries.some((entry) => entry.kind === "message" && entry.message === message);
