/**
 * A person's text, cut into what may be shown: plain words, web links, and characters that hide or
 * reorder others. Those are named instead of obeyed: a right-to-left override can make `exe.gpj`
 * read `jpg.exe`, and a zero-width character can make two names look alike. Joiners stay where
 * writing needs them: between emoji, and in scripts that join their letters.
 */
export type Piece =
  | { kind: "words"; text: string }
  | { kind: "link"; text: string; url: string }
  | { kind: "hidden"; code: string };

// deno-lint-ignore no-control-regex
const HIDDEN =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\u3164\ufeff\uffa0\u{e0000}-\u{e007f}]/u;
const JOINER =
  /(?<![\p{Extended_Pictographic}\ufe0f\u{1f3fb}-\u{1f3ff}\p{Script=Arabic}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Sinhala}])[\u200c\u200d]/u;
const LINK =
  /https?:\/\/[^\s<>"'`，。！？、；：（）《》【】“”‘’\u0000-\u001f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+/iu;
const PART = new RegExp(
  `(?<link>${LINK.source})|(?<hidden>${HIDDEN.source}|${JOINER.source})`,
  "giu",
);
/** Pieces of one text; beyond, what hides is shown as a replacement mark without its name. */
const PIECES_MAX = 400;
const MARK = "\ufffd";

export function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const match of text.matchAll(PART)) {
    if (pieces.length >= PIECES_MAX) break;
    const piece = match.groups?.link === undefined ? hidden(match[0]) : linkOf(match[0]);
    if (piece === undefined) continue;
    if (match.index > from) pieces.push({ kind: "words", text: text.slice(from, match.index) });
    pieces.push(piece);
    from = match.index + (piece.kind === "link" ? piece.text.length : match[0].length);
  }
  const rest = text.slice(from).replace(new RegExp(HIDDEN, "gu"), MARK);
  if (rest !== "") pieces.push({ kind: "words", text: rest });
  return pieces;
}

/** The address of a link that may be followed, or undefined: only the web, and nothing disguised. */
export function webAddress(text: string): string | undefined {
  try {
    const url = new URL(text);
    const web = url.protocol === "https:" || url.protocol === "http:";
    return web && url.username === "" && url.password === "" ? url.href : undefined;
  } catch {
    return undefined;
  }
}

/** A full stop or bracket at the end belongs to the sentence, not to the address. */
function linkOf(found: string): Piece | undefined {
  const text = found.replace(/[.,;:!?)\]}]+$/, "");
  const url = webAddress(text);
  return url === undefined ? undefined : { kind: "link", text, url };
}

const hidden = (character: string): Piece => ({
  kind: "hidden",
  code: "U+" + (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0"),
});

/** One line for places without room for pieces: file names, labels, agents' names. */
export const plainLine = (text: string): string =>
  piecesOf(text).map((piece) => piece.kind === "hidden" ? `⟨${piece.code}⟩` : piece.text).join("");
