import { Buffer } from "node:buffer";
import type { AcceptedCommand, AgendaStep, Batch } from "../contract/batch.ts";
import type { Event } from "../contract/wire/events.ts";
import type { FeedItem } from "../contract/wire/feed.ts";
import { LEVEL } from "../contract/wire/level.ts";

/** Something that leaves the partition once a batch is durable, or is told that it never will be. */
export interface Held {
  durable(sequence: number): void;
  lost(): void;
}

/**
 * A batch while it fills: its events as values and as the bytes they will be stored as, and what
 * waits behind the gate for it.
 */
export interface BatchDraft {
  id: string;
  events: Event[];
  /** One piece of JSON per event. */
  pieces: Uint8Array[];
  bytes: number;
  commands: AcceptedCommand[];
  held: Held[];
  feed: FeedItem[];
  /** Inbox messages that were refused. */
  refused: Batch["refused"];
  /** It says how far the inbox is read. */
  readsInbox: boolean;
}

/** The filling batch closes here (architecture §2); NATS takes 1 MiB, headers included. */
const BATCH_CLOSES_AT_BYTES = 900_000;
export const BATCH_BYTES_MAX = 1_000_000;
/** `["<32 hex>","<16 hex>",first,count],` with room for the numbers. */
const COMMAND_BYTES = 72;
/** What waits behind one batch: its own commands' replies and queries that read it. */
export const HELD_MAX = 40_000;

export const createDraft = (id: string): BatchDraft => ({
  id,
  events: [],
  pieces: [],
  bytes: 0,
  commands: [],
  held: [],
  feed: [],
  refused: [],
  readsInbox: false,
});

/** True when storing it would say something. */
export const isWorthStoring = (draft: BatchDraft): boolean =>
  draft.events.length > 0 || draft.commands.length > 0 || draft.readsInbox;

export const isClosed = (draft: BatchDraft): boolean => draft.bytes >= BATCH_CLOSES_AT_BYTES;

export function addEvent(draft: BatchDraft, event: Event): Uint8Array {
  const piece = Buffer.from(JSON.stringify(event), "utf8");
  draft.events.push(event);
  draft.pieces.push(piece);
  draft.bytes += piece.length + 1;
  return piece;
}

export function addCommand(draft: BatchDraft, command: AcceptedCommand): void {
  draft.commands.push(command);
  draft.bytes += COMMAND_BYTES;
}

export interface Closing {
  /** This build's own unless told. */
  level?: number;
  partition: number;
  epoch: number;
  at: number;
  agenda: AgendaStep[];
  /** Newest inbox message that is decided; 0 where there is no inbox. */
  inbox?: number;
}

/** The batch and its stored form, which is `JSON.stringify(batch)` in UTF-8 to the byte. */
export function closeDraft(draft: BatchDraft, closing: Closing): [Batch, Uint8Array] {
  const batch: Batch = {
    level: closing.level ?? LEVEL,
    partition: closing.partition,
    epoch: closing.epoch,
    at: closing.at,
    inbox: closing.inbox ?? 0,
    events: [],
    refused: draft.refused,
    agenda: closing.agenda,
    commands: draft.commands,
  };
  const around = JSON.stringify(batch);
  const cut = around.indexOf(`"events":[`) + `"events":[`.length;
  const parts: Uint8Array[] = [Buffer.from(around.slice(0, cut), "utf8")];
  const comma = Buffer.from(",");
  draft.pieces.forEach((piece, index) => {
    if (index > 0) parts.push(comma);
    parts.push(piece);
  });
  parts.push(Buffer.from(around.slice(cut), "utf8"));
  batch.events = draft.events;
  return [batch, Buffer.concat(parts)];
}
