import type { Entry } from "../../../engine/contract/wire/socket.ts";
import type { Thread } from "../stores/thread.ts";
import { readByAgent } from "../stores/conversations.ts";
import { plainLine } from "../safe/pieces.ts";
import { clockTime, t } from "../words/words.ts";
import { BodyOf } from "./body_of.tsx";
import { Icon } from "./icon.tsx";
import { LineOf } from "./line_of.tsx";

/** Messages of one side closer than this share one time. */
const SAME_TIME_MS = 180_000;

type Message = Entry & { kind: "message" };

/** One entry; `next` decides whether the time stands below it. */
export function EntryOf({ entry, next, thread }: { entry: Entry; next?: Entry; thread: Thread }) {
  if (entry.kind === "line") return <LineOf entry={entry} thread={thread} />;
  if (entry.recalled || entry.body === undefined) {
    return <p class="line">{t(entry.from === "visitor" ? "recalledByMe" : "recalledByAgent")}</p>;
  }
  const mine = entry.from === "visitor";
  const together = next?.kind === "message" && next.from === entry.from &&
    next.at - entry.at < SAME_TIME_MS;
  return (
    <div class={mine ? "message me" : "message"}>
      <span class="vh">{speaker(entry)}</span>
      <BodyOf body={entry.body} />
      {!together && (
        <span class="meta num">
          {entry.auto !== undefined && `${t("hold")} · `}
          {entry.bot && `${plainLine(entry.name ?? "")} ${t("botMark")} · `}
          <time dateTime={new Date(entry.at).toISOString()}>{clockTime(entry.at)}</time>
          {mine && <Receipt entry={entry} thread={thread} />}
        </span>
      )}
    </div>
  );
}

const speaker = (entry: Message): string =>
  entry.from === "visitor" ? t("you") : entry.name ?? t("system");

/** Read or sent, in words, below the newest own message of what still goes on. */
function Receipt({ entry, thread }: { entry: Message; thread: Thread }) {
  const newest = thread.entries.findLast((e) => e.kind === "message" && e.from === "visitor");
  if (newest?.seq !== entry.seq || thread.summary.state === "closed") return null;
  const read = (readByAgent.value.get(thread.summary.conversation) ?? 0) >= entry.seq;
  return (
    <>
      {" · "}
      <Icon name={read ? "checks" : "check"} size={13} />
      {t(read ? "read" : "sent")}
    </>
  );
}
