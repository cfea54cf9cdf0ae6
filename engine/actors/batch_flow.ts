import type { Batch } from "../contract/batch.ts";
import { append, messageOf, type Outcome } from "./append.ts";
import { type BatchDraft, closeDraft, isClosed, isWorthStoring } from "./batch_draft.ts";
import { type Live, nextDraft } from "./live.ts";
import { measure } from "./measure.ts";
import { deadLetter, type Desk } from "./desk.ts";

/**
 * An append costs some 300 µs of processor in all threads whatever it holds, so under load batches
 * begin at least so far apart: 2 ms, and up to 8 the more commands the last one held. An idle desk
 * never waits: its last append was longer ago.
 */
const APART_MS = 2;
const APART_PER_COMMAND_MS = 0.5;
const APART_MS_MAX = 8;

const apartMs = (commands: number): number =>
  Math.min(APART_MS_MAX, APART_MS + APART_PER_COMMAND_MS * Math.max(0, commands - 1));

/**
 * Group commit: one batch in flight, one filling. A batch goes at once when nothing is in flight
 * and the last one did not begin just now, so an idle desk answers after one append; under load
 * everything that was decided during one append shares the next.
 */
export function flush(desk: Desk, live: Live): void {
  if (live.inFlight !== undefined || live.doomed || !isWorthStoring(live.filling)) return;
  if (!desk.tenancy.fresh()) return;
  const waitMs = desk.appendBegan + desk.apartMs - desk.world.clock.monotonic();
  if (waitMs > 0 && !isClosed(live.filling)) {
    return desk.world.alarms.set(`flush ${desk.partition}`, waitMs, () => flush(desk, live));
  }
  const draft = live.filling;
  live.filling = nextDraft(live);
  live.inFlight = draft;
  const [batch, encoded] = close(desk, live, draft);
  measure(desk.gauges.batchBytes, encoded.length);
  measure(desk.gauges.batchEvents, batch.events.length);
  const began = desk.world.clock.monotonic();
  desk.appendBegan = began;
  desk.apartMs = apartMs(draft.commands.length);
  const appending = { ...desk.appending, journal: live.store.journal };
  void append(appending, batch, encoded, draft.id, live.sequence).then((outcome) => {
    measure(desk.gauges.appendMs, desk.world.clock.monotonic() - began);
    desk.landed(live, draft, batch, outcome);
  });
}

export function close(desk: Desk, live: Live, draft: BatchDraft): [Batch, Uint8Array] {
  live.lastAt = Math.max(live.lastAt, live.time.now());
  return closeDraft(draft, {
    level: desk.world.level?.(),
    partition: desk.partition,
    epoch: live.epoch,
    at: live.lastAt,
    agenda: desk.world.core.agenda(live.state),
    inbox: live.inbox,
  });
}

/** Opens the gate of a batch that is durable now. */
export function open(desk: Desk, live: Live, draft: BatchDraft, batch: Batch, sequence: number) {
  live.sequence = sequence;
  live.inFlight = undefined;
  if (!live.doomed) {
    try {
      desk.world.core.sealBatch(live.state, batch, sequence);
    } catch (error) {
      live.doomed = true;
      deadLetter(desk, "apply", "", `sealing batch ${sequence}: ${messageOf(error)}`);
    }
  }
  for (const [key] of draft.commands) live.pending.delete(key);
  for (const held of draft.held) held.durable(sequence);
  if (draft.feed.length > 0 && desk.tenancy.fresh()) {
    desk.world.onFeed({
      partition: desk.partition,
      epoch: live.epoch,
      batch: sequence,
      items: draft.feed,
    });
  }
}

/** Memory is given up: whoever waits for what never became durable is told so. */
export function giveUp(live: Live): void {
  live.doomed = true;
  for (const draft of [live.inFlight, live.filling]) {
    for (const held of draft?.held.splice(0) ?? []) held.lost();
  }
  live.inFlight = undefined;
}

/** What a failed append says to the operator; undefined when it is part of the protocol. */
export function failure(outcome: Exclude<Outcome, { state: "durable" }>): string {
  switch (outcome.state) {
    case "superseded":
      return `another owner writes with epoch ${outcome.epoch}`;
    case "lost":
      return "the journal holds another batch than memory expects";
    case "full":
      return "the journal is full and everything is refused until there is room: free room on " +
        "the disk of the data folder, or see why the follower does not archive and drop";
    case "expired":
      return `a batch could not be stored for ten minutes: ${outcome.reason}`;
  }
}
