import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { current } from "../stores/conversations.ts";
import { typingUntil } from "../stores/line.ts";
import { plainLine } from "../safe/pieces.ts";
import { t } from "../words/words.ts";

/** The agent is typing: shown while signals keep coming, never spoken. */
export function Typing() {
  const over = useSignal(false);
  const typing = typingUntil.value;
  const agent = current.value?.summary.agent;
  useEffect(() => {
    if (typing === undefined) return;
    over.value = false;
    const timer = setTimeout(() => over.value = true, typing.untilAt - Date.now());
    return () => clearTimeout(timer);
  }, [typing]);
  if (typing?.conversation !== current.value?.summary.conversation || over.value || !agent) {
    return null;
  }
  return (
    <p class="typing muted" aria-live="off">
      <span class="dots" aria-hidden="true">
        <i />
        <i />
        <i />
      </span>
      {t("typing", { name: plainLine(agent.name) })}
    </p>
  );
}
