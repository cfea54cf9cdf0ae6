import { LIMITS } from "./limits.ts";

/** Why a text is not acceptable JSON; `undefined` stands for none. */
export type JsonFault = "syntax" | "depth" | "items" | "key" | "encoding";

export type ParsedJson = { ok: true; value: unknown } | { ok: false; fault: JsonFault };

/** Keys that reach into prototypes; no body of ours has them. */
const FORBIDDEN_KEYS = new Set(["__proto__", "constructor", "prototype"]);

/** The same value as text again, for whoever parses it once more. */
export const soundText = (text: string, value: unknown): string =>
  HALF_PAIR.test(text) ? JSON.stringify(value) : text;

/**
 * JSON from strangers: depth and item count are measured on the text before it is parsed, so a
 * deep or huge body costs one scan and no objects.
 */
export function parseJson(text: string, itemsMax: number = LIMITS.jsonItemsMax): ParsedJson {
  if (!text.isWellFormed()) return { ok: false, fault: "encoding" };
  const fault = measure(text, itemsMax);
  if (fault) return { ok: false, fault };
  let value: unknown;
  try {
    value = JSON.parse(text, HALF_PAIR.test(text) ? mended : undefined);
  } catch {
    return { ok: false, fault: "syntax" };
  }
  return hasForbiddenKey(value) ? { ok: false, fault: "key" } : { ok: true, value };
}

function measure(text: string, itemsMax: number): JsonFault | undefined {
  let depth = 0, items = 0, inString = false;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (inString) {
      if (code === 0x5c) at++;
      else if (code === 0x22) inString = false;
      continue;
    }
    if (code === 0x22) inString = true;
    else if (code === 0x7b || code === 0x5b) {
      if (++depth > LIMITS.jsonDepthMax) return "depth";
    } else if (code === 0x7d || code === 0x5d) depth--;
    else if (code === 0x2c && ++items > itemsMax) return "items";
  }
  return undefined;
}

/**
 * Half a surrogate pair, written as an escape, is no character: what the records keep would differ
 * from what was said. It becomes the mark for that, as it would on any way that is UTF-8.
 */
const HALF_PAIR = /\\u[dD][89a-fA-F]/;

const mended = (_key: string, value: unknown): unknown =>
  typeof value === "string" ? value.toWellFormed() : value;

/** Depth is bounded by `measure`, so recursion is. */
function hasForbiddenKey(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  if (Array.isArray(value)) return value.some(hasForbiddenKey);
  for (const key of Object.keys(value)) {
    if (FORBIDDEN_KEYS.has(key) || !key.isWellFormed()) return true;
    if (hasForbiddenKey((value as Record<string, unknown>)[key])) return true;
  }
  return false;
}
