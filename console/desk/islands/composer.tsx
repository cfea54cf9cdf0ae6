import { useEffect, useRef, useState } from "preact/hooks";
import { MESSAGE_TEXT_MAX } from "../../../engine/contract/wire/messages.ts";
import { Button } from "../../kit/components/button.tsx";
import { Send } from "../../kit/components/icons.tsx";
import { Kbd } from "../../kit/components/marks.tsx";
import { type DraftMode, draftOf, keepDraft } from "../stores/drafts.ts";
import { sendFiles } from "../stores/files.ts";
import { post } from "../stores/outbox.ts";
import { words } from "../stores/preferences.ts";
import { atEnd, focusWish, walkedTo } from "../stores/selection.ts";
import { selfId } from "../stores/session.ts";
import { tellTyping } from "../stores/typing.ts";
import { AttachmentStrip } from "./attachment_strip.tsx";
import { ComposerTools } from "./composer_tools.tsx";

/**
 * Where the agent writes. What is typed is kept as a draft at every key, per conversation and mode.
 * Enter sends, but never while an input method is still composing.
 */
export function Composer({ conversation, name }: { conversation: string; name: string }) {
  const [mode, setMode] = useState<DraftMode>("reply");
  const [text, setText] = useState(() => draftOf(selfId(), conversation, "reply"));
  const [files, setFiles] = useState<File[]>([]);
  const [full, setFull] = useState(false);
  const area = useRef<HTMLTextAreaElement>(null);
  const over = text.length - MESSAGE_TEXT_MAX;
  const empty = text.trim() === "" && files.length === 0;
  const noting = mode === "note";

  const write = (next: string) => {
    setText(next);
    keepDraft(selfId(), conversation, mode, next);
    if (!noting && next !== "") tellTyping(conversation);
  };
  const choose = (next: DraftMode) => {
    setMode(next);
    setText(draftOf(selfId(), conversation, next));
    area.current?.focus();
  };
  const insert = (piece: string) => {
    const at = area.current?.selectionStart ?? text.length;
    const to = area.current?.selectionEnd ?? at;
    write(text.slice(0, at) + piece + text.slice(to));
    area.current?.focus();
    requestAnimationFrame(() => {
      area.current?.setSelectionRange(at + piece.length, at + piece.length);
    });
  };
  const send = () => {
    if (empty || over > 0) return;
    const trimmed = text.trim();
    const visibility = noting ? "staff" as const : "all" as const;
    const taken = trimmed === "" || post(conversation, { kind: "text", text: trimmed }, visibility);
    setFull(!taken);
    if (!taken) return;
    if (files.length > 0) void sendFiles(conversation, files);
    setFiles([]);
    write("");
    atEnd.value = true;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing && event.keyCode !== 229) {
      event.preventDefault();
      send();
    }
    if (event.key === "Escape" && !event.isComposing) area.current?.blur();
  };
  const addFiles = (added: Iterable<File>) => {
    if (!noting) setFiles((known) => [...known, ...added]);
  };

  useFocusWishes(conversation, area, choose, mode);
  return (
    <div
      class={`composer ${noting ? "noting" : ""}`}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        addFiles(event.dataTransfer?.files ?? []);
      }}
    >
      <ComposerTools mode={mode} onMode={choose} onEmoji={insert} onFiles={addFiles} />
      <AttachmentStrip files={files} onChange={setFiles} />
      <textarea
        ref={area}
        rows={2}
        dir="auto"
        value={text}
        aria-label={noting
          ? words.say("composer.note.label")
          : words.say("composer.label", { name })}
        placeholder={words.say(noting ? "composer.placeholder.note" : "composer.placeholder")}
        onInput={(event) => write(event.currentTarget.value)}
        onKeyDown={onKeyDown}
        onPaste={(event) => {
          const pasted = [...event.clipboardData?.files ?? []].map(named);
          if (pasted.length > 0) event.preventDefault();
          addFiles(pasted);
        }}
      />
      {over > 0 && (
        <p class="small stamp" role="alert">
          <span class="fault">
            {words.say("composer.tooLong", { over, max: MESSAGE_TEXT_MAX })}
          </span>
        </p>
      )}
      {full && <p class="small" role="alert">{words.say("composer.full")}</p>}
      <div class="foot">
        <span class="small muted keys">
          <Kbd>Enter</Kbd> {words.say(noting ? "composer.enterNote" : "composer.enter")} ·{" "}
          <Kbd>Shift Enter</Kbd> {words.say("composer.shiftEnter")}
        </span>
        <span class="grow" />
        <Button kind="primary" icon={Send} disabled={empty || over > 0} onClick={send}>
          {words.say(noting ? "composer.sendNote" : "composer.send")}
        </Button>
      </div>
    </div>
  );
}

/** Screenshots from the clipboard are all called image.png; give them a name that says when. */
function named(file: File): File {
  if (file.name !== "image.png") return file;
  const stamp = new Date().toISOString().slice(0, 19).replaceAll(":", "-");
  return new File([file], `${words.say("composer.pasted")} ${stamp}.png`, { type: file.type });
}

/** R and I bring the focus here, in the wished mode; so does opening the conversation, except by
 * walking the list with J and K. */
function useFocusWishes(
  conversation: string,
  area: { current: HTMLTextAreaElement | null },
  choose: (mode: DraftMode) => void,
  mode: DraftMode,
): void {
  const wish = focusWish.value;
  useEffect(() => {
    if (wish.mode && wish.mode !== mode) choose(wish.mode);
    else if (walkedTo.peek() === conversation) return;
    else if (matchMedia("(min-width: 768px)").matches || wish.mode) area.current?.focus();
  }, [wish.count]);
}
