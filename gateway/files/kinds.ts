/**
 * What may be uploaded, told by its first bytes; a name or a header is believed by nobody. Types
 * that a browser would run (SVG, HTML, XML) are not on the list, so they come out as unknown.
 */
interface Kind {
  type: string;
  extension: string;
  matches(bytes: Uint8Array): boolean;
}

const startsWith = (bytes: Uint8Array, wanted: readonly number[], at = 0): boolean =>
  bytes.length >= at + wanted.length && wanted.every((byte, index) => bytes[at + index] === byte);

const ascii = (text: string): number[] => [...text].map((letter) => letter.charCodeAt(0));
const begins = (text: string, at = 0) => {
  const wanted = ascii(text);
  return (bytes: Uint8Array) => startsWith(bytes, wanted, at);
};
const riff = (form: string) => (bytes: Uint8Array) =>
  begins("RIFF")(bytes) && begins(form, 8)(bytes);

/** Brands of ISO media files that carry sound alone or are recorded by browsers as sound. */
const SOUND_BRANDS = ["M4A ", "mp41", "mp42", "isom", "iso5", "iso6"];

const KINDS: readonly Kind[] = [
  {
    type: "image/png",
    extension: "png",
    matches: (b) => startsWith(b, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
  },
  { type: "image/jpeg", extension: "jpg", matches: (b) => startsWith(b, [0xff, 0xd8, 0xff]) },
  {
    type: "image/gif",
    extension: "gif",
    matches: (b) => begins("GIF87a")(b) || begins("GIF89a")(b),
  },
  { type: "image/webp", extension: "webp", matches: riff("WEBP") },
  { type: "application/pdf", extension: "pdf", matches: begins("%PDF-") },
  {
    type: "audio/webm",
    extension: "webm",
    matches: (b) => startsWith(b, [0x1a, 0x45, 0xdf, 0xa3]),
  },
  { type: "audio/ogg", extension: "ogg", matches: begins("OggS") },
  {
    type: "audio/mp4",
    extension: "m4a",
    matches: (b) => begins("ftyp", 4)(b) && SOUND_BRANDS.some((brand) => begins(brand, 8)(b)),
  },
  { type: "audio/wav", extension: "wav", matches: riff("WAVE") },
  {
    type: "audio/mpeg",
    extension: "mp3",
    matches: (b) => begins("ID3")(b) || startsWith(b, [0xff, 0xfb]) || startsWith(b, [0xff, 0xf3]),
  },
  {
    type: "application/zip",
    extension: "zip",
    matches: (b) => startsWith(b, [0x50, 0x4b, 0x03, 0x04]),
  },
];

const TEXT: Omit<Kind, "matches"> = { type: "text/plain", extension: "txt" };

/** Office documents are ZIP files by their bytes; only these names make them more than that. */
const OFFICE: Record<string, string> = {
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  pptx: "application/vnd.openxmlformats-officedocument.presentationml.presentation",
};

export interface DetectedKind {
  type: string;
  extension: string;
}

export function kindOf(bytes: Uint8Array, name: string): DetectedKind | undefined {
  const found = KINDS.find((kind) => kind.matches(bytes));
  if (!found) return isPlainText(bytes) ? TEXT : undefined;
  const extension = name.slice(name.lastIndexOf(".") + 1).toLowerCase();
  if (found.extension === "zip" && Object.hasOwn(OFFICE, extension)) {
    return { type: OFFICE[extension], extension };
  }
  return { type: found.type, extension: found.extension };
}

/** Markup is not plain text, whatever stands before it. */
const MARKUP = /<\s*(?:!doctype|html|svg|script|body|head|iframe|xml|\?xml|math|style)\b|<\?xml/i;

function isPlainText(bytes: Uint8Array): boolean {
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return false;
  }
  // deno-lint-ignore no-control-regex
  if (/[\u0000-\u0008\u000E-\u001F]/.test(text)) return false;
  return !MARKUP.test(text);
}

export const isRaster = (type: string): boolean =>
  ["image/png", "image/jpeg", "image/gif", "image/webp"].includes(type);
