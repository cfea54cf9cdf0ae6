import { useRef, useState } from "preact/hooks";
import { type DraftMode, draftOf, keepDraft } from "../stores/drafts.ts";
import { selfId } from "../stores/session.ts";
import { tellTyping } from "../stores/typing.ts";

export interface Draft {
  area: { current: HTMLTextAreaElement | null };
  mode: DraftMode;
  text: string;
  /** Where the caret is, UTF-16 units. */
  caret: number;
  write(text: string): void;
  moved(): void;
  choose(mode: DraftMode): void;
  /** Puts a piece in place of what stands from `from` to the caret or the end of the selection. */
  insert(piece: string, from?: number): void;
}

/** What is being typed in a conversation; kept at every key, per conversation and mode. */
export function useDraft(conversation: string, first: DraftMode): Draft {
  const [mode, setMode] = useState<DraftMode>(first);
  const [text, setText] = useState(() => draftOf(selfId(), conversation, first));
  const [caret, setCaret] = useState(text.length);
  const area = useRef<HTMLTextAreaElement>(null);
  const moved = () => setCaret(area.current?.selectionStart ?? 0);
  const write = (next: string) => {
    setText(next);
    moved();
    keepDraft(selfId(), conversation, mode, next);
    if (mode === "reply" && next !== "") tellTyping(conversation);
  };
  return {
    area,
    mode,
    text,
    caret,
    write,
    moved,
    choose(next) {
      setMode(next);
      setText(draftOf(selfId(), conversation, next));
      area.current?.focus();
    },
    insert(piece, from) {
      const at = from ?? area.current?.selectionStart ?? text.length;
      const to = area.current?.selectionEnd ?? at;
      const end = at + piece.length;
      write(text.slice(0, at) + piece + text.slice(Math.max(at, to)));
      area.current?.focus();
      setCaret(end);
      requestAnimationFrame(() => area.current?.setSelectionRange(end, end));
    },
  };
}
