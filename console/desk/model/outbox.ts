import type { MessageBody } from "../../../engine/contract/wire/messages.ts";
import type { RefusalCode } from "../../../engine/contract/wire/refusals.ts";
import type { Entry } from "../../../engine/contract/wire/socket.ts";
import type { Visibility } from "../../../engine/contract/wire/states.ts";

/**
 * Messages this tab has promised to send. Each has an id of 128 random bits that stays the same
 * over every attempt, so the engine knows a repeat: after a lost connection everything without an
 * answer is sent again, and nothing appears twice. Within a conversation only one is under way at a
 * time, because a refusal of the first must not let the second overtake it.
 */
export type Sending = {
  id: string;
  conversation: string;
  body: MessageBody;
  visibility: Visibility;
  at: number;
  /**
   * What the conversation held when this was first sent; its own line comes later than that. Kept
   * over lost connections and reloads, for it may have arrived.
   */
  afterSeq?: number;
} & SendingState;

type SendingState =
  | { state: "queued"; notBeforeAt?: number; attempts: number }
  | { state: "inFlight"; sentAt: number; attempts: number }
  /** Durable; shown until its entry arrives. */
  | { state: "accepted"; seq: number; message: string }
  | { state: "failed"; code: RefusalCode; again: boolean };

export type Outbox = readonly Sending[];

/** Messages waiting at once over all conversations; a person cannot type more while offline. */
export const OUTBOX_MAX = 200;
/** How often a refusal that may pass is tried again before the person is asked. */
export const ATTEMPTS_MAX = 5;
/** Pause after a refusal that names none. */
const PAUSE_MS = 1_000;

/** Refusals that pass by themselves; with every other the same message would be refused again. */
const PASSING: ReadonlySet<RefusalCode> = new Set([
  "busy",
  "unavailable",
  "rate_limited",
  "too_slow",
]);
/** Refusals after which sending the same again by hand can help. */
const WORTH_REPEATING: ReadonlySet<RefusalCode> = new Set([
  ...PASSING,
  "conflict",
  "not_eligible",
  "capacity_full",
]);

export const queued = (
  outbox: Outbox,
  sending: { id: string; conversation: string; body: MessageBody; visibility: Visibility },
  at: number,
): Outbox => [...outbox, { ...sending, at, state: "queued", attempts: 0 }];

/** What may go now: the first unanswered of each conversation, unless it is already under way. */
export function sendable(outbox: Outbox, now: number): Sending[] {
  const seen = new Set<string>();
  const ready: Sending[] = [];
  for (const item of outbox) {
    if (item.state !== "queued" && item.state !== "inFlight") continue;
    if (seen.has(item.conversation)) continue;
    seen.add(item.conversation);
    if (item.state === "queued" && (item.notBeforeAt ?? 0) <= now) ready.push(item);
  }
  return ready;
}

type Replacing = (item: Sending) => SendingState & { afterSeq?: number };

const replaced = (outbox: Outbox, id: string, state: Replacing): Outbox =>
  outbox.map((item) => item.id === id ? { ...core(item), ...state(item) } : item);

const core = ({ id, conversation, body, visibility, at, afterSeq }: Sending) => ({
  id,
  conversation,
  body,
  visibility,
  at,
  ...(afterSeq !== undefined && { afterSeq }),
});

const attemptsOf = (item: Sending): number =>
  item.state === "queued" || item.state === "inFlight" ? item.attempts : 0;

/** `lastSeq`: of the lines that this tab holds of the conversation, when it holds any. */
export const sent = (outbox: Outbox, id: string, now: number, lastSeq?: number): Outbox =>
  replaced(outbox, id, (item) => {
    const afterSeq = item.afterSeq ?? heldSeq(outbox, item.conversation, lastSeq);
    const under = { state: "inFlight", sentAt: now, attempts: attemptsOf(item) + 1 } as const;
    return { ...under, ...(afterSeq !== undefined && { afterSeq }) };
  });

/** Accepted ones are held as well, though their lines are still on their way. */
function heldSeq(outbox: Outbox, conversation: string, lastSeq?: number): number | undefined {
  if (lastSeq === undefined) return undefined;
  const of = outbox.filter((item) => item.conversation === conversation);
  return Math.max(lastSeq, ...of.map((item) => item.state === "accepted" ? item.seq : 0));
}

export const acknowledged = (outbox: Outbox, id: string, seq: number, message: string): Outbox =>
  replaced(outbox, id, () => ({ state: "accepted", seq, message }));

export const refused = (
  outbox: Outbox,
  id: string,
  refusal: { code: RefusalCode; retryAfterMs?: number },
  now: number,
): Outbox =>
  replaced(outbox, id, (item) => {
    const attempts = attemptsOf(item);
    if (PASSING.has(refusal.code) && attempts < ATTEMPTS_MAX) {
      const pauseMs = refusal.retryAfterMs ?? PAUSE_MS * 2 ** (attempts - 1);
      return { state: "queued", notBeforeAt: now + pauseMs, attempts };
    }
    return { state: "failed", code: refusal.code, again: WORTH_REPEATING.has(refusal.code) };
  });

/** The connection is gone: whatever has no answer is sent again on the next one. */
export const disconnected = (outbox: Outbox): Outbox =>
  outbox.map((item) =>
    item.state === "inFlight"
      ? { ...core(item), state: "queued", attempts: item.attempts - 1 }
      : item
  );

export const resend = (outbox: Outbox, id: string): Outbox =>
  replaced(outbox, id, () => ({ state: "queued", attempts: 0 }));

export const discarded = (outbox: Outbox, id: string): Outbox =>
  outbox.filter((item) => item.id !== id);

/**
 * A line of this conversation has arrived. The accepted message that it shows leaves the outbox; if
 * the line came before its own answer, the oldest one under way with the same content is taken.
 */
export function landed(outbox: Outbox, conversation: string, entry: Entry, self: string): Outbox {
  if (entry.kind !== "message" || entry.from !== "agent" || entry.author !== self) return outbox;
  const accepted = outbox.find((item) =>
    item.state === "accepted" && item.message === entry.message
  );
  const shown = accepted ??
    outbox.find((item) =>
      item.conversation === conversation && item.state === "inFlight" &&
      item.visibility === entry.visibility && sameBody(item.body, entry.body)
    );
  return shown ? discarded(outbox, shown.id) : outbox;
}

/**
 * What to show below a conversation's lines. After a lost connection or a reload its own line may be
 * there while its answer never came: it is sent again under its id all the same, and shown once.
 */
export function unshown(outbox: Outbox, entries: readonly Entry[], self: string): Outbox {
  return outbox.filter(({ state, afterSeq, body, visibility }) => {
    if (afterSeq === undefined || (state !== "queued" && state !== "inFlight")) return true;
    return !entries.some((entry) =>
      entry.seq > afterSeq && entry.kind === "message" && entry.from === "agent" &&
      entry.author === self && entry.visibility === visibility && sameBody(body, entry.body)
    );
  });
}

const sameBody = (one: MessageBody, other: MessageBody | undefined): boolean => {
  if (other === undefined || one.kind !== other.kind) return false;
  if (one.kind === "text" && other.kind === "text") return one.text === other.text;
  if ("file" in one && "file" in other) return one.file.id === other.file.id;
  return JSON.stringify(one) === JSON.stringify(other);
};

/** What outlives a reload of the tab: everything that is not yet durable. */
export const kept = (outbox: Outbox): Outbox =>
  disconnected(outbox).filter((item) => item.state !== "accepted").slice(-OUTBOX_MAX);
