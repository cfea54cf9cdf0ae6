import type { Batch } from "../batch.ts";
import type { Event } from "../wire/events.ts";
import { LEVEL } from "../wire/level.ts";

/**
 * Older batches, read with today's words (architecture §3, levels). Nothing on disk is ever
 * rewritten: an old batch is mapped each time it is read, one level at a time. When a level n + 1
 * comes, its step is added under n here, together with a recorded journal of level n in
 * `tests/journals/n`, and no other file needs to know.
 */
export interface UpcastStep {
  /** One event of level n as events of level n + 1: usually one, none when it became void. */
  event?: (event: Record<string, unknown>) => Record<string, unknown>[];
  /** The rest of the batch; `events` are mapped already. */
  batch?: (batch: Record<string, unknown>) => Record<string, unknown>;
}

/**
 * From level → step to the next. Levels 2 and 3 only added commands, events and optional fields
 * whose absence means what the level before did: their steps change nothing.
 */
const STEPS: Readonly<Record<number, UpcastStep>> = { 1: {}, 2: {} };

/** A batch of a level that this build does not know: a newer build must read it. */
export class LevelTooHigh extends Error {
  override name = "LevelTooHigh";
}

/** A batch of any level up to this build's, as a batch of this build's level. */
export function upcast(
  read: Record<string, unknown>,
  steps: Readonly<Record<number, UpcastStep>> = STEPS,
  target: number = LEVEL,
): Batch {
  const written = Number(read.level);
  if (!Number.isInteger(written) || written < 1 || written > target) {
    throw new LevelTooHigh(
      `The journal holds a batch of level ${read.level} and this build reads up to ${target}: ` +
        `start the newer build that wrote it.`,
    );
  }
  let batch = read;
  for (let level = written; level < target; level++) {
    const step = steps[level];
    if (!step) throw new Error(`no step from level ${level} in contract/upcast`);
    batch = raise(batch, step, level + 1);
  }
  return batch as unknown as Batch;
}

function raise(
  batch: Record<string, unknown>,
  step: UpcastStep,
  level: number,
): Record<string, unknown> {
  const events = batch.events as unknown as Record<string, unknown>[];
  const mapped = step.event ? events.flatMap(step.event) : events;
  const whole = { ...batch, level, events: mapped as unknown as Event[] };
  return step.batch ? step.batch(whole) : whole;
}

const text = new TextDecoder("utf-8", { fatal: true });

/** The bytes of one journal message as a batch of this build's level. */
export const readBatch = (bytes: Uint8Array): Batch => upcast(JSON.parse(text.decode(bytes)));
