import type { DeskConversation } from "../../../engine/contract/wire/socket.ts";
import { oneLine, safeName } from "../../kit/text.ts";
import type { Word } from "../words/zh.ts";

/** What a visitor is called: the name on the card, else the short name the gateway gave. */
export const nameOf = (conversation: Pick<DeskConversation, "card" | "visitorName">): string =>
  safeName(conversation.card.name, safeName(conversation.visitorName, "—"));

/** The words of a list's second line. */
export function previewOf(
  { preview }: Pick<DeskConversation, "preview">,
  say: (key: Word, slots?: Record<string, string>) => string,
): string {
  if (!preview) return say("preview.none");
  const text = preview.text !== "" || preview.bodyKind === "text"
    ? oneLine(preview.text)
    : say(`preview.${preview.bodyKind}`);
  return preview.from === "agent" ? say("list.yours", { text }) : text;
}
