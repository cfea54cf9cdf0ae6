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

/** Controls and format characters, except line ends, joiners and Arabic number signs; and blanks
 * that look like nothing. */
const HIDDEN =
  /(?![\t\n\r\u200c\u200d\u0600-\u0605\u06dd\u070f\u08e2])[\p{Cc}\p{Cf}]|[\u115f\u1160\u17b4\u17b5\u2028\u2029\u3164\uffa0]/u;
const JOINER =
  /(?<![\p{Extended_Pictographic}\ufe0f\u{1f3fb}-\u{1f3ff}\p{Script=Arabic}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Sinhala}])[\u200c\u200d]/u;
const LINK = /https?:\/\/[^\s\p{Cc}\p{Cf}<>"'`，。！？、；：（）《》【】“”‘’]+/iu;
const PART = new RegExp(
  `(?<link>${LINK.source})|(?<hidden>${HIDDEN.source}|${JOINER.source})`,
  "giu",
);
const EVERY_HIDDEN = new RegExp(HIDDEN, "gu");
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
  const rest = text.slice(from).replace(EVERY_HIDDEN, MARK);
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
