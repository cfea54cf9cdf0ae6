import { useEffect, useId, useState } from "preact/hooks";
import { MESSAGE_TEXT_MAX } from "../../../engine/contract/wire/messages.ts";
import type { DeskConversation } from "../../../engine/contract/wire/socket.ts";
import { Button } from "../../kit/components/button.tsx";
import { Send } from "../../kit/components/icons.tsx";
import { Kbd } from "../../kit/components/marks.tsx";
import { NoReplies, ReplyList } from "../components/reply_list.tsx";
import { sendFiles, UPLOADS_MAX } from "../stores/files.ts";
import { post } from "../stores/outbox.ts";
import { words } from "../stores/preferences.ts";
import { quickReplies } from "../stores/quick_replies.ts";
import { focusWish, selected, walkedTo } from "../stores/selection.ts";
import { openedOf } from "../stores/timelines.ts";
import { AttachmentStrip } from "./attachment_strip.tsx";
import { ComposerTools } from "./composer_tools.tsx";
import { type Draft, useDraft } from "./use_draft.ts";
import { useReplies } from "./use_replies.ts";

/**
 * Where the agent writes. What is typed is kept as a draft at every key, per conversation and mode.
 * Enter sends, but never while an input method is still composing.
 */
export function Composer(
  { conversation, name, notesOnly = false }: {
    conversation: DeskConversation;
    name: string;
    /** For who may speak to the staff alone. */
    notesOnly?: boolean;
  },
) {
  const id = conversation.conversation;
  const draft = useDraft(id, notesOnly ? "note" : "reply");
  const { area, mode, text } = draft;
  const [files, setFiles] = useState<File[]>([]);
  const [full, setFull] = useState(false);
  const over = text.length - MESSAGE_TEXT_MAX;
  const empty = text.trim() === "" && files.length === 0;
  const noting = mode === "note";

  const send = (said: string): boolean => {
    const trimmed = said.trim();
    if ((trimmed === "" && files.length === 0) || trimmed.length > MESSAGE_TEXT_MAX) return false;
    const visibility = noting ? "staff" as const : "all" as const;
    const taken = trimmed === "" || post(id, { kind: "text", text: trimmed }, visibility);
    setFull(!taken);
    if (!taken) return false;
    if (files.length > 0) void sendFiles(id, files);
    setFiles(files.slice(UPLOADS_MAX));
    draft.write("");
    const opened = openedOf(id);
    if (opened) opened.atEnd.value = true;
    return true;
  };
  const addFiles = (added: Iterable<File>) => {
    if (!noting) setFiles((known) => [...known, ...added]);
  };
  const addFile = (file: File) => addFiles([file]);
  const sendFile = (file: File) => void sendFiles(id, [file]);
  const replies = useReplies(conversation, draft, { addFile, send, sendFile });
  const onKeyDown = (event: KeyboardEvent) => {
    if (replies.onKey(event)) return;
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing && event.keyCode !== 229) {
      event.preventDefault();
      send(text);
    }
    if (event.key === "Escape" && !event.isComposing) area.current?.blur();
  };
  const listId = useId();

  useFocusWishes(id, draft, notesOnly);
  return (
    <div
      class={`composer ${noting ? "noting" : ""}`}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        addFiles(event.dataTransfer?.files ?? []);
      }}
    >
      {replies.query && (
        <ReplyList
          id={listId}
          wanted={replies.query.wanted}
          found={replies.found}
          more={replies.more}
          chosen={replies.chosen}
          onUse={(reply) => replies.use(reply, false)}
        />
      )}
      {replies.missing !== undefined && (
        <NoReplies wanted={replies.missing} any={quickReplies.value.length > 0} />
      )}
      <ComposerTools conversation={id} draft={draft} notesOnly={notesOnly} onFiles={addFiles} />
      <AttachmentStrip files={files} onChange={setFiles} />
      <textarea
        ref={area}
        rows={2}
        dir="auto"
        value={text}
        aria-autocomplete="list"
        aria-controls={replies.query && listId}
        aria-activedescendant={replies.query && `${listId}-${replies.chosen}`}
        aria-label={noting
          ? words.say("composer.note.label")
          : words.say("composer.label", { name })}
        placeholder={words.say(noting ? "composer.placeholder.note" : "composer.placeholder")}
        onInput={(event) => draft.write(event.currentTarget.value)}
        onSelect={draft.moved}
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
        <Hints noting={noting} />
        <span class="grow" />
        <Button
          kind="primary"
          icon={Send}
          disabled={empty || over > 0}
          onClick={() => send(text)}
        >
          {words.say(noting ? "composer.sendNote" : "composer.send")}
        </Button>
      </div>
    </div>
  );
}

function Hints({ noting }: { noting: boolean }) {
  return (
    <span class="small muted keys">
      <Kbd>Enter</Kbd> {words.say(noting ? "composer.enterNote" : "composer.enter")} ·{" "}
      <Kbd>Shift Enter</Kbd> {words.say("composer.shiftEnter")}
      {!noting && (
        <>
          {" "}· <Kbd>/</Kbd> {words.say("replies.title")}
        </>
      )}
    </span>
  );
}

/** Screenshots from the clipboard are all called image.png; give them a name that says when. */
function named(file: File): File {
  if (file.name !== "image.png") return file;
  const stamp = new Date().toISOString().slice(0, 19).replaceAll(":", "-");
  return new File([file], `${words.say("composer.pasted")} ${stamp}.png`, { type: file.type });
}

/** R and I bring the focus here, in the wished mode; so does opening the conversation, except by
 * walking the list with J and K. Of several composers on the page, the one in front takes it. */
function useFocusWishes(
  conversation: string,
  { area, choose, mode, insert }: Draft,
  notesOnly: boolean,
): void {
  const wish = focusWish.value;
  useEffect(() => {
    const front = selected.peek();
    if (front !== undefined && front !== conversation) return;
    if (wish.mode && wish.mode !== mode && !notesOnly) choose(wish.mode);
    else if (walkedTo.peek() === conversation) return;
    else if (matchMedia("(min-width: 768px)").matches || wish.mode) area.current?.focus();
    if (wish.piece) insert(wish.piece);
  }, [wish.count]);
}
