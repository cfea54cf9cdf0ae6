/**
 * Text written by others, made harmless to show: names cannot turn the line around or hide
 * characters, and only plain web addresses become links.
 */

/** Controls, zero-width and bidirectional marks: they have no business in a name. */
const INVISIBLE =
  // deno-lint-ignore no-control-regex
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\ufff9-\ufffb]/g;

/** Longest name shown in full, in characters; the title holds no more than this either. */
const NAME_CHARACTERS_MAX = 64;

/** A name on one line without invisible characters; `fallback` when nothing is left. */
export function safeName(name: string | undefined, fallback = ""): string {
  const clean = (name ?? "").replace(/\s+/g, " ").replace(INVISIBLE, "").trim();
  return clean === "" ? fallback : [...clean].slice(0, NAME_CHARACTERS_MAX).join("");
}

/** The character an avatar shows: the first letter or ideograph, upper case. */
export const initialOf = (name: string): string => ([...safeName(name)][0] ?? "?").toUpperCase();

/** One line for previews: line breaks become spaces. */
export const oneLine = (text: string): string => text.replace(/\s+/g, " ").trim();

/** A piece of a message: plain text, or an address with where it leads. */
export type Piece = { text: string; href?: string };

const ADDRESS = /https?:\/\/[^\s<>"'，。；！？、（）【】《》「」]+/gi;
const TRAILING = /[.,;:!?)\]}]+$/;

/** Cuts a text at its web addresses. Anything but http and https stays text. */
export function linkify(text: string): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const match of text.matchAll(ADDRESS)) {
    const shown = match[0].replace(TRAILING, "");
    const href = safeAddress(shown);
    if (!href) continue;
    if (match.index > from) pieces.push({ text: text.slice(from, match.index) });
    pieces.push({ text: shown, href });
    from = match.index + shown.length;
  }
  if (from < text.length) pieces.push({ text: text.slice(from) });
  return pieces;
}

/** The address if it is http or https without a name and password inside, else undefined. */
export function safeAddress(address: string | undefined): string | undefined {
  if (!address || !URL.canParse(address)) return undefined;
  const url = new URL(address);
  const plain = (url.protocol === "https:" || url.protocol === "http:") && !url.username;
  return plain ? url.href : undefined;
}

/** Language mark for a message: Chinese when it holds ideographs, else English. */
export const languageOf = (text: string): "zh-CN" | "en" =>
  /[\u3400-\u9fff\uf900-\ufaff]/.test(text) ? "zh-CN" : "en";
