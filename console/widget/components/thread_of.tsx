import type { Thread } from "../stores/thread.ts";
import { day, t } from "../words/words.ts";
import { EntryOf } from "./entry_of.tsx";

/** One conversation's entries; those of the past under their day. */
export const ThreadOf = ({ thread, past }: { thread: Thread; past: boolean }) => (
  <div class="thread">
    {past && <p class="line day">{t("talkOf", { date: day(thread.summary.openedAt) })}</p>}
    {thread.entries.map((entry, at) => (
      <EntryOf key={entry.seq} entry={entry} next={thread.entries[at + 1]} thread={thread} />
    ))}
  </div>
);
