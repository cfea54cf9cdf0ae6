import { Buffer } from "node:buffer";
import { createHmac, hash, randomBytes, timingSafeEqual } from "node:crypto";

const ID_BYTES = 16;
/** Drawn from the system in blocks: every request has an id, and one call serves 256 of them. */
const RANDOM_BLOCK_BYTES = 256 * ID_BYTES;
let random = randomBytes(0);
let nextRandom = 0;

/** 128 random bits as 22 characters. */
export function randomId(prefix = ""): string {
  if (nextRandom >= random.length) {
    random = randomBytes(RANDOM_BLOCK_BYTES);
    nextRandom = 0;
  }
  nextRandom += ID_BYTES;
  return prefix + random.toString("base64url", nextRandom - ID_BYTES, nextRandom);
}

/** 256 random bits, for what opens doors. */
export const randomSecret = (): string => randomBytes(32).toString("base64url");

/**
 * Ids that a repeated request finds again: from the secret of this deployment, who asks (principal
 * and session) and the client's key, so nobody can guess or provoke another's id. A hash that
 * begins with the secret and gives away only half of itself cannot be continued by somebody who
 * knows the text, and costs 1 µs where an HMAC costs 8; a conversation takes ten of them.
 */
export const derivedId = (secret: string, prefix: string, ...parts: string[]): string =>
  prefix + sha256(`${secret}\0${parts.join("\0")}`).slice(0, 22);

export const sha256 = (text: string): string => hash("sha256", text, "base64url");

export const sign = (secret: string, purpose: string, text: string): string =>
  createHmac("sha256", secret).update(`${purpose}\0${text}`).digest("base64url");

/** Comparison whose time says nothing of where two texts differ; their lengths are no secret. */
export function sameText(left: string, right: string): boolean {
  const a = Buffer.from(left);
  const b = Buffer.from(right);
  return a.length === b.length && timingSafeEqual(a, b);
}
