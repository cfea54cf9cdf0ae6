import type { Event } from "../../engine/contract/wire/events.ts";
import { speaksForVisitor } from "../../engine/contract/wire/ids.ts";
import type { MessageBody } from "../../engine/contract/wire/messages.ts";
import type { DeskConversation } from "../../engine/contract/wire/socket.ts";

export type Preview = NonNullable<DeskConversation["preview"]>;

/** First words of each conversation's last message, for lists; automatic ones do not count. */
export interface Previews {
  get(conversation: string): Preview | undefined;
  /** Keeps it unless a newer one is known. */
  put(conversation: string, seq: number, preview: Preview): void;
}

const PREVIEWS_MAX = 50_000;
const PREVIEW_CHARACTERS = 80;

export function createPreviews(): Previews {
  const known = new Map<string, { seq: number; preview: Preview }>();
  return {
    get: (conversation) => known.get(conversation)?.preview,
    put(conversation, seq, preview) {
      const before = known.get(conversation);
      if (before && before.seq > seq) return;
      known.delete(conversation);
      if (known.size >= PREVIEWS_MAX) known.delete(known.keys().next().value!);
      known.set(conversation, { seq, preview });
    },
  };
}

/** The preview a message gives, or undefined when it does not count for the list. */
export function previewOf(
  event: Event<"conversation.messaged">,
  body: MessageBody | undefined,
): Preview | undefined {
  if (event.auto || event.visibility === "staff") return undefined;
  return {
    text: wordsOf(body).slice(0, PREVIEW_CHARACTERS),
    bodyKind: event.body,
    from: speaksForVisitor(event.by) ? "visitor" : event.by === "engine" ? "system" : "agent",
  };
}

function wordsOf(body: MessageBody | undefined): string {
  switch (body?.kind) {
    case undefined:
    case "voice":
    case "image":
      return "";
    case "text":
      return body.text;
    case "file":
      return body.file.name;
    case "card":
      return body.title;
    case "link":
      return body.title ?? body.url;
  }
}
