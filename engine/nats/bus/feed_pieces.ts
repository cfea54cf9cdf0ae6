import type { FeedItem, FeedMessage } from "../../contract/wire/feed.ts";

/** The server takes 1 MiB a message; a batch of 900 KB with what stands beside it may be larger. */
const PIECE_CHARS_MAX = 300_000;

/** A feed message as JSON, cut between items where it would be too large. */
export function feedPieces(message: FeedMessage): string[] {
  const pieces: string[] = [];
  let items: string[] = [];
  let chars = 0;
  for (const item of message.items) {
    const text = JSON.stringify(item satisfies FeedItem);
    if (chars + text.length > PIECE_CHARS_MAX && items.length > 0) {
      pieces.push(piece(message, items));
      items = [];
      chars = 0;
    }
    items.push(text);
    chars += text.length;
  }
  if (items.length > 0) pieces.push(piece(message, items));
  return pieces;
}

const piece = ({ partition, epoch, batch }: FeedMessage, items: string[]): string =>
  `{"partition":${partition},"epoch":${epoch},"batch":${batch},"items":[${items.join(",")}]}`;
