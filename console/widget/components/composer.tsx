import type { FunctionComponent } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { useSignal } from "@preact/signals";
import { MESSAGE_TEXT_MAX } from "../../../engine/contract/wire/messages.ts";
import { blocked } from "../stores/block.ts";
import { typing } from "../stores/attention.ts";
import { current } from "../stores/conversations.ts";
import { say } from "../stores/delivery.ts";
import { topic } from "../stores/faces.ts";
import { draft } from "../stores/draft.ts";
import { fullScreen, shown } from "../stores/host.ts";
import { attach } from "../stores/uploads.ts";
import { t } from "../words/words.ts";
import { EmojiButton } from "./emoji_button.tsx";
import { grow } from "./grow.ts";
import { Icon } from "./icon.tsx";
import { later } from "./later.tsx";

/** Left over from copying out of other programs; no door takes them. */
const CONTROLS = /[^\P{Cc}\n\t]/gu;

const foot = later(async () => (await import("../routes/conversation.tsx")).BlockedFoot);

/** Where the visitor writes; nothing to write in while the shop takes nothing. */
export function Composer() {
  if (!blocked.value) return <Writing />;
  foot.fetchIt();
  return <foot.Part />;
}

/** Enter sends, Shift Enter breaks the line, and an input method that is
 * choosing characters keeps its Enter. */
function Writing() {
  const field = useRef<HTMLTextAreaElement>(null);
  const problem = useSignal("");
  const over = draft.value.length > MESSAGE_TEXT_MAX;

  useEffect(() => {
    if (shown.value && (!fullScreen.value || topic.value !== undefined)) field.current?.focus();
  }, [shown.value]);
  useEffect(() => grow(field.current), [draft.value]);

  const write = (text: string) => {
    draft.value = text;
    problem.value = "";
    typing(text);
  };
  const send = () => {
    const text = draft.value.replace(CONTROLS, "").trim();
    if (text === "" || over) return;
    if (!say({ kind: "text", text }, topic.value)) return problem.value = t("tooMany");
    topic.value = undefined;
    write("");
    field.current?.focus();
  };
  const insert = (text: string) => {
    const at = field.current?.selectionStart ?? draft.value.length;
    write(draft.value.slice(0, at) + text + draft.value.slice(field.current?.selectionEnd ?? at));
    requestAnimationFrame(() =>
      field.current?.setSelectionRange(at + text.length, at + text.length)
    );
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) {
      return;
    }
    event.preventDefault();
    send();
  };
  const onPaste = (event: ClipboardEvent) => {
    const files = event.clipboardData?.files;
    if (!files?.length || current.value === undefined) return;
    event.preventDefault();
    attach(files);
  };

  const words = over ? t("tooLong", { n: MESSAGE_TEXT_MAX }) : problem.value;
  return (
    <footer class="foot">
      {words !== "" && (
        <p class="error" role="alert">
          <Icon name="alert" size={13} />
          {words}
        </p>
      )}
      <form
        class="composer"
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        {current.value !== undefined && <Tools />}
        <textarea
          ref={field}
          rows={1}
          value={draft.value}
          placeholder={placeholder()}
          aria-label={placeholder()}
          aria-invalid={over}
          enterkeyhint="send"
          onInput={(event) => write(event.currentTarget.value)}
          onKeyDown={onKeyDown}
          onPaste={onPaste}
        />
        <EmojiButton onPick={insert} onClose={() => field.current?.focus()} />
        <button
          type="submit"
          class="send"
          aria-label={t("send")}
          aria-disabled={draft.value.trim() === "" || over}
        >
          <Icon name="up" />
        </button>
      </form>
    </footer>
  );
}

/** Fetched once a conversation is there, so that the first message needs none of it. */
function Tools() {
  const tools = useSignal<FunctionComponent | undefined>(undefined);
  useEffect(() => {
    import("./tools.tsx").then(({ SendTools }) => tools.value = SendTools).catch(() => {});
  }, []);
  const Fetched = tools.value;
  return Fetched ? <Fetched /> : null;
}

function placeholder(): string {
  const state = current.value?.summary.state;
  if (state === "waiting") return t("placeholderWaiting");
  return t(
    state === "closed" && current.value?.summary.canReopen ? "placeholderEnded" : "placeholder",
  );
}
