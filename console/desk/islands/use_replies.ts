import { useState } from "preact/hooks";
import { filled, type QuickReply } from "../../../engine/contract/wire/desk.ts";
import type { DeskConversation } from "../../../engine/contract/wire/socket.ts";
import { matches, MATCHES_MAX, type Query, queryOf } from "../model/quick_replies.ts";
import { fileOf, quickReplies, valuesFor } from "../stores/quick_replies.ts";
import type { Draft } from "./use_draft.ts";

export interface Replies {
  /** What is looked for; undefined while nothing is shown. */
  query?: Query;
  found: QuickReply[];
  /** How many more match than are shown. */
  more: number;
  chosen: number;
  use(reply: QuickReply, send: boolean): void;
  /** Asked for with a slash, and there is none: what was looked for. */
  missing?: string;
  /** True when the key was for the list, and is used up. */
  onKey(event: KeyboardEvent): boolean;
}

/**
 * Quick replies for what stands before the caret. Tab inserts, Ctrl Enter sends the chosen one at
 * once; Enter sends it too when it was asked for with a slash or chosen with the arrows, and else
 * stays what it is: sending what was typed.
 */
export function useReplies(
  conversation: DeskConversation,
  draft: Draft,
  act: {
    addFile(file: File): void;
    /** False when it cannot go now. */
    send(text: string): boolean;
    sendFile(file: File): void;
  },
): Replies {
  const [dismissed, setDismissed] = useState("");
  const [chosen, setChosen] = useState(0);
  const [moved, setMoved] = useState(false);
  const query = draft.mode === "reply" ? queryOf(draft.text, draft.caret) : undefined;
  const asked = query && query.wanted + query.from;
  const all = query && asked !== dismissed ? matches(quickReplies.value, query) : [];
  const found = all.slice(0, MATCHES_MAX);
  const none = query?.slash && all.length === 0 && asked !== dismissed;
  const at = Math.min(chosen, Math.max(0, found.length - 1));

  const use = (reply: QuickReply, send: boolean) => {
    const text = filled(reply.text, valuesFor(conversation));
    setChosen(0);
    setMoved(false);
    if (!send) {
      draft.insert(text, query?.from);
      return void fileOf(reply).then((file) => file && act.addFile(file));
    }
    const said = draft.text.slice(0, query?.from ?? 0) + text + draft.text.slice(draft.caret);
    // the words go at once: fetching the file takes its time, and what is typed then is the next one
    if (act.send(said)) void fileOf(reply).then((file) => file && act.sendFile(file));
  };
  const onKey = (event: KeyboardEvent): boolean => {
    if (event.isComposing || event.keyCode === 229) return false;
    if (none && event.key === "Escape") {
      setDismissed(asked!);
      event.preventDefault();
      return true;
    }
    if (found.length === 0) return false;
    const by = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    const meant = event.ctrlKey || query!.slash || moved;
    if (by !== 0) {
      setChosen((at + by + found.length) % found.length);
      setMoved(true);
    } else if (event.key === "Tab" && !event.shiftKey) use(found[at], false);
    else if (event.key === "Enter" && !event.shiftKey && meant) use(found[at], true);
    else if (event.key === "Escape") setDismissed(asked!);
    else {
      setChosen(0);
      setMoved(false);
      return false;
    }
    event.preventDefault();
    return true;
  };
  return {
    query: found.length > 0 ? query : undefined,
    found,
    missing: none ? query.wanted : undefined,
    more: all.length - found.length,
    chosen: at,
    use,
    onKey,
  };
}
