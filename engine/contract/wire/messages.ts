import type { BodyKind } from "./states.ts";

/** A stored file as messages name it; the id is 128 random bits and guesses nothing. */
export interface FileReference {
  id: string;
  name: string;
  type: string;
  bytes: number;
  width?: number;
  height?: number;
}

/** What a person writes. The door seals it, so the engine only ever sees `kind` and bytes. */
export type MessageBody =
  | { kind: "text"; text: string }
  | { kind: "image"; file: FileReference }
  | { kind: "file"; file: FileReference }
  | { kind: "voice"; file: FileReference; durationMs: number }
  | { kind: "card"; title: string; text?: string; price?: string; url?: string; order?: string }
  /** `push`: the page opens in the visitor's browser, after a yes unless the company decided. */
  | { kind: "link"; url: string; title?: string; push?: boolean };

export const bodyKind = (body: MessageBody): BodyKind => body.kind;

/** The longest text of one message, in UTF-16 units; longer is `too_large`. */
export const MESSAGE_TEXT_MAX = 4_000;

/** What a visitor's card may hold; sealed as one piece per visitor. */
export interface VisitorCard {
  name?: string;
  phone?: string;
  mail?: string;
  qq?: string;
  note?: string;
  tags?: string[];
  fields?: Record<string, string>;
}

/** Facts about the visit that opened a conversation; sealed with the conversation. */
export interface VisitFacts {
  page?: string;
  title?: string;
  referrer?: string;
  language?: string;
  device?: string;
  address?: string;
  /** From the door: region of the address, site or campaign, and the words searched for. */
  region?: string;
  source?: string;
  keyword?: string;
}

/** Sealed bytes in text: `<key id>.<base64url of nonce, ciphertext and tag>`. */
export type Sealed = string;
