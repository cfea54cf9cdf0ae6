import { createHash, createHmac, randomBytes, timingSafeEqual } from "node:crypto";

/** 128 random bits as 22 characters. */
export const randomId = (prefix = ""): string => prefix + randomBytes(16).toString("base64url");

/** 256 random bits, for what opens doors. */
export const randomSecret = (): string => randomBytes(32).toString("base64url");

/**
 * Ids that a repeated request finds again: from the secret of this deployment, who asks (principal
 * and session) and the client's key, so nobody can guess or provoke another's id.
 */
export const derivedId = (secret: string, prefix: string, ...parts: string[]): string =>
  prefix +
  createHmac("sha256", secret).update(parts.join("\0")).digest("base64url").slice(0, 22);

export const sha256 = (text: string): string =>
  createHash("sha256").update(text).digest("base64url");

export const sign = (secret: string, purpose: string, text: string): string =>
  createHmac("sha256", secret).update(`${purpose}\0${text}`).digest("base64url");

/** Constant-time comparison of two short texts. */
export function sameText(left: string, right: string): boolean {
  const a = createHash("sha256").update(left).digest();
  const b = createHash("sha256").update(right).digest();
  return timingSafeEqual(a, b);
}
