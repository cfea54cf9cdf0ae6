import { useSignal } from "@preact/signals";
import type { PublicRoute } from "../../../engine/contract/wire/http.ts";
import { closeByVisitor } from "../stores/faces.ts";
import type { Thread } from "../stores/thread.ts";
import { plainLine } from "../safe/pieces.ts";
import { outcomeText } from "../words/refusal_text.ts";
import { own, t } from "../words/words.ts";
import { Picture } from "./head.tsx";
import { Icon } from "./icon.tsx";

/** The head of a conversation: who answers, how it stands, and the way to end it. */
export function ThreadHead({ thread, route }: { thread: Thread; route: PublicRoute }) {
  const { state } = thread.summary;
  const agent = state === "assigned" ? thread.summary.agent : undefined;
  const name = agent ? plainLine(agent.name) : own(route.title);
  return (
    <>
      {agent ? <Portrait name={name} url={agent.portrait} /> : <Picture of={route.picture} />}
      <div class="grow">
        <h1 class="cut" id="panel-title">{name}</h1>
        <p>
          <Standing thread={thread} route={route} />
        </p>
      </div>
      {state !== "closed" && <EndChat conversation={thread.summary.conversation} />}
    </>
  );
}

function EndChat({ conversation }: { conversation: string }) {
  const asking = useSignal(false);
  const error = useSignal("");
  const end = async () => {
    error.value = outcomeText(await closeByVisitor(conversation));
    asking.value = error.value !== "";
  };
  return (
    <>
      <button
        type="button"
        class="icon-btn"
        aria-label={t("endChat")}
        title={t("endChat")}
        aria-expanded={asking.value}
        onClick={() => asking.value = !asking.value}
      >
        <Icon name="leave" />
      </button>
      {asking.value && (
        <div class="ask" role="group" aria-label={t("endChatAsk")}>
          <span class="grow" role="status">{error.value || t("endChatAsk")}</span>
          <button type="button" class="btn" onClick={() => asking.value = false}>
            {t("cancel")}
          </button>
          <button type="button" class="btn primary" onClick={end}>{t("endChatYes")}</button>
        </div>
      )}
    </>
  );
}

function Standing({ thread, route }: { thread: Thread; route?: PublicRoute }) {
  const { state } = thread.summary;
  const picked = route?.topics.find((topic) => topic.id === thread.summary.topic);
  const topic = picked && own(picked.name);
  switch (state) {
    case "assigned":
      return (
        <>
          <i class="dot" />
          <span class="cut">{topic ? `${topic} · ${t("serving")}` : t("serving")}</span>
        </>
      );
    case "waiting":
      return (
        <>
          <Icon name="clock" size={13} />
          <span class="cut">{topic ? t("waitingForTopic", { topic }) : t("waitingFor")}</span>
        </>
      );
    case "closed":
      return <>{t("ended")}</>;
    case "left":
      return <>{t("leftState")}</>;
    case "parked":
      return <>{t("parkedState")}</>;
    case "bot":
      return <span class="cut">{t("botState")}</span>;
  }
}

/** Chinese names go by their last character, others by their first letter. */
const initial = (name: string): string => {
  const letters = [...name];
  return /\p{Script=Han}/u.test(letters.at(-1) ?? "") ? letters.at(-1) ?? "" : letters[0] ?? "";
};

const Portrait = ({ name, url }: { name: string; url?: string }) =>
  url?.startsWith("/")
    ? <img class="portrait" src={url} alt="" width={32} height={32} />
    : <span class="portrait" aria-hidden="true">{initial(name)}</span>;
