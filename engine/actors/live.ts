import type { Reply } from "../contract/wire/commands.ts";
import type { Draft, Event } from "../contract/wire/events.ts";
import type { By } from "../contract/wire/ids.ts";
import type { PartitionState } from "../core/mod.ts";
import type { Again } from "./again.ts";
import {
  addEvent,
  BATCH_BYTES_MAX,
  type BatchDraft,
  createDraft,
  type Held,
  HELD_MAX,
  isClosed,
  isWorthStoring,
} from "./batch_draft.ts";
import type { Leases } from "./leases.ts";
import type { Letter } from "./mailbox.ts";
import type { PartitionTime } from "./partition_time.ts";
import { no, unavailable } from "./refusing.ts";
import type { Tail } from "./tail.ts";
import type { Tenancy } from "./tenancy.ts";
import type { Store, World } from "./world.ts";

/**
 * The memory of a partition that decides, from its fence until it is given up.
 *
 * The output gate: memory runs ahead of the journal by at most two batches, one in flight and one
 * filling. Nobody outside may learn from memory what a crash could still undo. So everything that
 * leaves waits behind the newest batch that the decision could have read, refusals and query
 * answers included: a refusal "no capacity" is a lie if the assignment it saw is never stored.
 */
export interface Live {
  store: Store;
  tenancy: Tenancy;
  state: PartitionState;
  epoch: number;
  /** Newest durable batch. */
  sequence: number;
  /** Newest inbox message decided. */
  inbox: number;
  /** How often the reading of the inbox had to begin again. */
  inboxReadings: number;
  filling: BatchDraft;
  inFlight?: BatchDraft;
  /** Accepted commands of these two batches, which the ring does not know yet. */
  pending: Map<string, Pending>;
  time: PartitionTime;
  tail: Tail;
  leases: Leases;
  /** Ids of batches: unique to this memory, the same on every retry of one batch. */
  nonce: string;
  batches: number;
  /** Deadlines that could not be decided, by mark. */
  again: Map<string, Again>;
  /** Active configuration per workspace, learnt when first needed. */
  hashes: Map<string, string>;
  /** `apply` threw: nothing more is decided, and memory is read anew. */
  doomed: boolean;
  /** Partition time of the newest batch closed. */
  lastAt: number;
}

export interface Pending {
  body: string;
  events: Event[];
}

/** Names one reading of the inbox by this memory: what was given in another is not decided. */
export const inboxNonce = ({ nonce, inboxReadings }: Live): string => `${nonce}-${inboxReadings}`;

export function nextDraft(live: Live): BatchDraft {
  return createDraft(`${live.nonce}-${live.batches++}`);
}

/** The batch that whatever leaves now has to wait for; undefined when all is durable. */
function newest(live: Live): BatchDraft | undefined {
  return isWorthStoring(live.filling) ? live.filling : live.inFlight;
}

export function gate(live: Live, held: Held): void {
  const batch = newest(live);
  if (batch === undefined) held.durable(live.sequence);
  else batch.held.push(held);
}

/** False when no more may be decided, or asked, before a batch is durable. */
export function hasRoom(live: Live): boolean {
  return !isClosed(live.filling) && (newest(live)?.held.length ?? 0) < HELD_MAX;
}

/**
 * Lets a reply leave when what it read is durable, and says `unavailable` if it never will be. What
 * was accepted and is durable is true whoever owns the partition now; anything else leaves only
 * while this process surely does, or not at all: the caller's retry finds the owner.
 */
function replyThrough(live: Live, reply: (reply: Reply) => void, value: Reply): void {
  const accepted = value.ok && value.repeated !== true;
  gate(live, {
    durable() {
      if (accepted || live.tenancy.fresh()) reply(value);
    },
    lost: () => reply(no(unavailable())),
  });
}

/** Answers a letter; what came by the inbox has no caller, so its refusal stands in the batch. */
export function answerLetter(live: Live, letter: Letter, value: Reply): void {
  const { inbox, reply } = letter;
  if (inbox === undefined) return replyThrough(live, reply, value);
  if (!value.ok) live.filling.refused.push([inbox.sequence, value.error.code]);
  gate(live, { durable: () => reply(value), lost: () => reply(no(unavailable())) });
}

/** One decision's events would not fit the journal's largest message. */
export class DecisionTooLarge extends Error {
  override name = "DecisionTooLarge";
}

/** Applies the drafts and notes their events everywhere they have to be. Throws when `apply` does. */
export function commitDrafts(
  world: World,
  live: Live,
  drafts: Draft[],
  workspace: string,
  at: number,
  by: By,
): Event[] {
  if (drafts.length === 0) return [];
  const events = world.core.commit(live.state, drafts, workspace, at, by);
  for (const event of events) {
    const piece = addEvent(live.filling, event);
    live.tail.put(event, piece);
    live.leases.note(event);
    if (event.type === "config.published") live.hashes.set(event.workspace, event.hash);
    const item = world.core.feedItem(live.state, event);
    if (item !== undefined) live.filling.feed.push(item);
  }
  if (live.filling.bytes > BATCH_BYTES_MAX) throw new DecisionTooLarge(`${events.length} events`);
  return events;
}
