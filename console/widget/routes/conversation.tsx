import { useSignal } from "@preact/signals";
import type { PublicRoute } from "../../../engine/contract/wire/http.ts";
import { Log } from "../components/log.tsx";
import { QueueCard } from "../components/queue_card.tsx";
import { RatingCard } from "../components/rating_card.tsx";
import { current } from "../stores/conversations.ts";
import { outbox } from "../stores/delivery.ts";
import { askForPeople, leaveDone, topic } from "../stores/faces.ts";
import { isOutsideHours } from "../stores/hours.ts";
import type { Thread } from "../stores/thread.ts";
import { outcomeText } from "../words/refusal_text.ts";
import { type Key, own, t } from "../words/words.ts";
import "../styles/messages.css";
import "../styles/cards.css";

/** Both parts come in one piece: a head without its conversation is never shown. */
export { ThreadHead } from "../components/thread_head.tsx";
export { BlockedFoot } from "../components/blocked_foot.tsx";

/** The conversation: what is said, and where it stands. */
export function Conversation({ route }: { route: PublicRoute }) {
  const thread = current.value;
  const picked = route.topics.find(({ id }) => id === topic.value);
  return (
    <Log>
      {picked && <p class="line">{own(picked.name)}</p>}
      {picked && !thread && outbox.value.length === 0 && <Ask />}
      {thread && <Standing thread={thread} route={route} />}
    </Log>
  );
}

/** What to do after a topic was picked, and the way back to the others. */
const Ask = () => (
  <>
    <p class="line">{t("topicAsk")}</p>
    <button type="button" class="btn ghost wide" onClick={() => topic.value = undefined}>
      {t("topicOther")}
    </button>
  </>
);

function Standing({ thread, route }: { thread: Thread; route: PublicRoute }) {
  const { conversation, state, ratingInvited, rated } = thread.summary;
  switch (state) {
    case "waiting":
      return <QueueCard thread={thread} />;
    case "bot":
      return <ToLine conversation={conversation} words="toPeople" />;
    case "left":
      return (
        <>
          {leaveDone.value.has(conversation) && <p class="line">{t("leaveDone")}</p>}
          {!isOutsideHours(thread) && <ToLine conversation={conversation} words="waitAgain" />}
        </>
      );
    case "closed":
      return (
        <>
          {ratingInvited && rated === undefined && (
            <RatingCard key={conversation} conversation={conversation} route={route} />
          )}
          {rated !== undefined && <p class="line" role="status">{t("rateThanks")}</p>}
          {thread.summary.canReopen && <GoOn />}
        </>
      );
    default:
      return null;
  }
}

/** One step to a person: from a bot whatever it is doing, from a left message to the old place. */
function ToLine({ conversation, words }: { conversation: string; words: Key }) {
  const error = useSignal("");
  const ask = async () => void (error.value = outcomeText(await askForPeople(conversation)));
  return (
    <>
      <button type="button" class="btn wide" onClick={ask}>{t(words)}</button>
      {error.value && <p class="line" role="alert">{error.value}</p>}
    </>
  );
}

const GoOn = () => (
  <button
    type="button"
    class="btn ghost wide"
    onClick={() => document.querySelector<HTMLElement>(".composer textarea")?.focus()}
  >
    {t("goOn")}
  </button>
);
