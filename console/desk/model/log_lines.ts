import type { Entry } from "../../../engine/contract/wire/socket.ts";
import { isSameDay } from "./shop_time.ts";

/** A line of the log with what its neighbours mean for it. */
export interface LogLine {
  entry: Entry;
  /** The day changes before this line. */
  newDay: boolean;
  /** The same person wrote the message before. */
  follows: boolean;
  /** The last message of a run: its time stands below. */
  closes: boolean;
}

/** Messages of one person closer than this make one run. */
const RUN_MS = 60_000;

/** Days change where the shop is. */
export function logLines(all: readonly Entry[], timeZone: string): LogLine[] {
  const entries = all.filter((entry) => !tellsOnMessage(entry));
  return entries.map((entry, at) => ({
    entry,
    newDay: at > 0 && !isSameDay(timeZone, entries[at - 1].at, entry.at),
    follows: at > 0 && joins(entries[at - 1], entry),
    closes: at === entries.length - 1 || !joins(entry, entries[at + 1]),
  }));
}

/** What the channel reported stands on its message, and no line of its own between two. */
const tellsOnMessage = (entry: Entry): boolean =>
  entry.kind === "line" && entry.event.type === "conversation.delivery_reported";

const joins = (one: Entry, next: Entry): boolean =>
  one.kind === "message" && next.kind === "message" && one.author === next.author &&
  one.visibility === "all" && next.visibility === "all" && next.at - one.at < RUN_MS &&
  one.auto === next.auto;
