import type { Entry } from "../../../engine/contract/wire/socket.ts";
import type { Event } from "../../../engine/contract/wire/events.ts";
import { isForHours } from "../stores/hours.ts";
import type { Thread } from "../stores/thread.ts";
import { plainLine } from "../safe/pieces.ts";
import { endedByShop } from "../words/block_text.ts";
import { clockTime, type Key, t } from "../words/words.ts";

/** A system line; events that say nothing to a visitor leave none. */
export function LineOf({ entry, thread }: { entry: Entry & { kind: "line" }; thread: Thread }) {
  const sentence = sentenceOf(entry.event, thread);
  if (sentence === undefined) return null;
  const closed = entry.event.type === "conversation.closed";
  return (
    <p class="line">
      {sentence}
      {closed && <time class="num">{` · ${clockTime(entry.at)}`}</time>}
    </p>
  );
}

const PLAIN: Partial<Record<Event["type"], Key>> = {
  "conversation.overflowed": "lineOverflowed",
  "conversation.reopened": "lineReopened",
};

const SWITCHED = {
  waiting: "lineSwitchedWaiting",
  left: "lineLeft",
  bot: "lineSwitchedBot",
} as const satisfies Record<string, Key>;

function sentenceOf(event: Event, thread: Thread): string | undefined {
  switch (event.type) {
    case "conversation.assigned":
      return withName(event.agent, thread, "lineAssigned", "lineAssignedSomebody");
    case "conversation.transferred":
      return withName(event.to, thread, "lineTransferred", "lineTransferredSomebody");
    case "conversation.switched":
      return t(SWITCHED[event.to]);
    case "conversation.left":
      return t(isForHours(event) ? "lineLeftOutsideHours" : "lineLeft");
    case "conversation.closed":
      if (event.reason === "visitor") return t("lineClosedByYou");
      if (event.reason === "blocked") return endedByShop();
      return t(event.reason === "silence" ? "lineClosedBySilence" : "lineClosed");
    case "conversation.rated":
      return t("lineRated", { n: event.score });
    default: {
      const key = PLAIN[event.type];
      return key && t(key);
    }
  }
}

/** The public name, where this visitor has met it: as the owner now, or in front of a message. */
function withName(agent: string, { summary, entries }: Thread, named: Key, unnamed: Key): string {
  const name = summary.agent?.id === agent
    ? summary.agent.name
    : entries.flatMap((e) => e.kind === "message" && e.author === agent ? [e.name] : [])[0];
  return name ? t(named, { name: plainLine(name) }) : t(unnamed);
}
