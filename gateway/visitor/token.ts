import { Buffer } from "node:buffer";
import { isToken } from "../../engine/contract/wire/ids.ts";
import { sameText, sign } from "../ids.ts";
import type { Language } from "../language.ts";

/**
 * A visitor's session: signed, bound to one visitor of one workspace, and the only place that
 * remembers which sealing key is the visitor's. The key id opens nothing by itself.
 * Form: `v1.<base64url of JSON>.<HMAC-SHA-256>`; one algorithm, so there is none to choose.
 */
export interface VisitorPrincipal {
  workspace: string;
  visitor: string;
  key: string;
  language: Language;
  /** Epoch ms. */
  expiresAt: number;
  /** When this visitor first came: whoever came lately has no history in the records. */
  since: number;
}

export const VISITOR_TOKEN_MS = 90 * 24 * 3_600_000;
const TOKEN_LENGTH_MAX = 1_024;

export function signVisitor(secret: string, principal: VisitorPrincipal): string {
  const { workspace, visitor, key, language, expiresAt, since } = principal;
  const claims = JSON.stringify([workspace, visitor, key, language, expiresAt, since]);
  const body = `v1.${Buffer.from(claims).toString("base64url")}`;
  return `${body}.${sign(secret, "visitor", body)}`;
}

/**
 * Tokens that were verified, or made here, with what they say: a visitor shows the same one with
 * every request. Bounded, the oldest first; expiry is judged every time.
 */
export interface VisitorTokens {
  sign(principal: VisitorPrincipal): string;
  read(token: string, now: number): VisitorPrincipal | undefined;
}

/** About 5 MB; a token of half a kilobyte each. */
const VERIFIED_MAX = 10_000;

export function createVisitorTokens(secret: string): VisitorTokens {
  const verified = new Map<string, VisitorPrincipal>();
  function keep(token: string, principal: VisitorPrincipal): void {
    if (verified.size >= VERIFIED_MAX) verified.delete(verified.keys().next().value!);
    verified.set(token, principal);
  }
  return {
    sign(principal) {
      const token = signVisitor(secret, principal);
      keep(token, principal);
      return token;
    },
    read(token, now) {
      const known = verified.get(token);
      if (known) return known.expiresAt > now ? known : undefined;
      const read = readVisitor(secret, token, now);
      if (read) keep(token, read);
      return read;
    },
  };
}

/** The principal, or undefined when the token is forged, damaged or expired. */
export function readVisitor(
  secret: string,
  token: string,
  now: number,
): VisitorPrincipal | undefined {
  if (token.length > TOKEN_LENGTH_MAX) return undefined;
  const parts = token.split(".");
  if (parts.length !== 3 || parts[0] !== "v1") return undefined;
  if (!sameText(parts[2], sign(secret, "visitor", `${parts[0]}.${parts[1]}`))) return undefined;
  const claims: unknown = JSON.parse(Buffer.from(parts[1], "base64url").toString("utf8"));
  if (!Array.isArray(claims) || claims.length !== 6) return undefined;
  const [workspace, visitor, key, language, expiresAt, since] = claims;
  if (!isToken(workspace) || !isToken(visitor) || typeof key !== "string") return undefined;
  if ((language !== "zh" && language !== "en") || typeof expiresAt !== "number") return undefined;
  if (expiresAt <= now || typeof since !== "number") return undefined;
  return { workspace, visitor, key, language, expiresAt, since };
}

/** The bearer token of a request; tokens in addresses are never read. */
export function bearerOf(authorization: string | undefined): string | undefined {
  const found = /^Bearer ([A-Za-z0-9_.-]{1,1024})$/.exec(authorization ?? "");
  return found?.[1];
}
