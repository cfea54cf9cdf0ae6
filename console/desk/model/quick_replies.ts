import type { QuickReply } from "../../../engine/contract/wire/desk.ts";

/**
 * Finding a quick reply while typing: by the words themselves, by the first letters of their
 * pinyin, or by a shortcut after a slash. What is looked for is the piece before the caret.
 */
export interface Query {
  /** Letters looked for; empty right after a slash, which lists everything. */
  wanted: string;
  /** With a slash in front: the agent asked for a quick reply, and Enter means it. */
  slash: boolean;
  /** Where the piece begins, UTF-16 units; what is chosen takes its place. */
  from: number;
}

/** Shorter pieces match half of everything. */
const WORD_MIN = 2;
/** A longer piece is a sentence, and nobody looks for one. */
const WORD_MAX = 20;
/** Rows that stand above the text at once; the rest is found by typing on. */
export const MATCHES_MAX = 6;

const SLASH = /(?:^|\s)\/([A-Za-z0-9-]*)$/;
const WORD = /[^\s,.!?;:\uff0c\u3002\uff01\uff1f\uff1b\uff1a\u3001\u300c\u300d\u201c\u201d]+$/u;

export function queryOf(text: string, caret: number): Query | undefined {
  const before = text.slice(0, caret);
  const slash = SLASH.exec(before);
  if (slash) {
    return { wanted: slash[1].toLowerCase(), slash: true, from: caret - slash[1].length - 1 };
  }
  const word = WORD.exec(before)?.[0] ?? "";
  if (word.length < WORD_MIN || word.length > WORD_MAX) return undefined;
  return { wanted: word.toLowerCase(), slash: false, from: caret - word.length };
}

/** Lower is better; undefined when it does not match. */
function rankOf(reply: QuickReply, { wanted, slash }: Query): number | undefined {
  const shortcut = reply.shortcut?.toLowerCase() ?? "";
  if (wanted === "") return slash ? 0 : undefined;
  if (slash && shortcut.startsWith(wanted)) return 0;
  const text = reply.text.toLowerCase();
  if (text.startsWith(wanted)) return 1;
  if (shortcut === wanted) return 1;
  if (reply.initials.startsWith(wanted)) return 2;
  if (text.includes(wanted)) return 3;
  if (slash && reply.initials.includes(wanted)) return 4;
  return undefined;
}

/** The best first; among equals personal ones, then by folder and shortcut as they are listed. */
export function matches(replies: readonly QuickReply[], query: Query): QuickReply[] {
  const ranked = replies.flatMap((reply) => {
    const rank = rankOf(reply, query);
    return rank === undefined ? [] : [{ reply, rank }];
  });
  const own = (reply: QuickReply) => reply.scope === "personal" ? 0 : 1;
  return ranked
    .sort((one, other) => one.rank - other.rank || own(one.reply) - own(other.reply))
    .map(({ reply }) => reply);
}
