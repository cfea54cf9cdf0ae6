/**
 * Rich text as a closed set of pieces. A few signs of Markdown are known: **strong**, a link in the
 * form [words](https://…), lines that begin with `- ` or `* ` as a list, a blank line between
 * paragraphs. Everything else is the text it is: what comes out is values that Preact renders, so
 * there is no markup to clean and none that could slip through.
 */
export type Inline =
  | { kind: "text"; text: string }
  | { kind: "strong"; text: string }
  | { kind: "link"; text: string; url: string };

export type Block =
  | { kind: "paragraph"; lines: Inline[][] }
  | { kind: "list"; items: Inline[][] };

const PIECE = /\*\*(?<strong>[^*\n]+)\*\*|\[(?<words>[^\]\n]+)\]\((?<url>[^\s()]+)\)/g;
const ITEM = /^\s*[-*]\s+(.+)$/;

export function richText(source: string): Block[] {
  const blocks: Block[] = [];
  for (const line of source.replace(/\r\n?/g, "\n").split("\n")) {
    const last = blocks.at(-1);
    const item = ITEM.exec(line)?.[1];
    if (item !== undefined) {
      if (last?.kind === "list") last.items.push(inlines(item));
      else blocks.push({ kind: "list", items: [inlines(item)] });
    } else if (line.trim() === "") blocks.push({ kind: "paragraph", lines: [] });
    else if (last?.kind === "paragraph") last.lines.push(inlines(line.trim()));
    else blocks.push({ kind: "paragraph", lines: [inlines(line.trim())] });
  }
  return blocks.filter((one) => one.kind === "list" || one.lines.length > 0);
}

function inlines(line: string): Inline[] {
  const pieces: Inline[] = [];
  let from = 0;
  for (const match of line.matchAll(PIECE)) {
    const piece = pieceOf(match.groups!);
    if (!piece) continue;
    if (match.index > from) pieces.push({ kind: "text", text: line.slice(from, match.index) });
    pieces.push(piece);
    from = match.index + match[0].length;
  }
  if (from < line.length) pieces.push({ kind: "text", text: line.slice(from) });
  return pieces;
}

/** A link that may not be followed stays the text it was. */
function pieceOf({ strong, words, url }: Record<string, string | undefined>): Inline | undefined {
  if (strong !== undefined) return { kind: "strong", text: strong };
  const address = URL.parse(url ?? "");
  const web = address && /^https?:$/.test(address.protocol) && !address.username &&
    !address.password;
  return web ? { kind: "link", text: words ?? "", url: address.href } : undefined;
}
