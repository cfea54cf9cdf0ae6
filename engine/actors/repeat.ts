import { refusal } from "../contract/wire/refusals.ts";
import type { Event } from "../contract/wire/events.ts";
import { messageOf } from "./append.ts";
import { answerLetter, type Live } from "./live.ts";
import { busy, no, unavailable } from "./refusing.ts";
import type { Letter } from "./mailbox.ts";
import { deadLetter, type Desk, liveOf } from "./desk.ts";

/**
 * A command that was accepted before is not decided again: its answer is rebuilt from its own
 * events. They are at hand while their batch is not durable, and in the journal afterwards.
 */

/** Clients that all retry at once after an outage read one entry each. */
const REPEATS_READING_MAX = 1_000;

/** True when the letter was a repeat and has been dealt with. */
export function repeated(desk: Desk, live: Live, letter: Letter): boolean {
  const pending = live.pending.get(letter.key);
  const known = pending ?? desk.world.core.recall(live.state, letter.key);
  if (known === undefined) return false;
  desk.gauges.repeats++;
  if (known.body !== letter.body) {
    answerLetter(live, letter, no(refusal("conflict", { conflict: "keyReused" })));
  } else if ("events" in known) {
    answerAgain(desk, live, letter, known.events);
  } else if (desk.readingRepeats >= REPEATS_READING_MAX) {
    letter.reply(no(busy()));
  } else {
    desk.readingRepeats++;
    void readAndAnswer(desk, live, letter, known.batch, known.first, known.count)
      .finally(() => desk.readingRepeats--);
  }
  return true;
}

async function readAndAnswer(
  desk: Desk,
  live: Live,
  letter: Letter,
  batch: number,
  first: number,
  count: number,
): Promise<void> {
  const entry = await live.store.journal.at(batch).catch(() => undefined);
  if (entry === undefined || liveOf(desk) !== live) {
    letter.reply(no(unavailable()));
    return;
  }
  answerAgain(desk, live, letter, entry.batch.events.slice(first, first + count));
}

function answerAgain(desk: Desk, live: Live, letter: Letter, events: Event[]): void {
  try {
    const reply = desk.world.core.answer(letter.command, events, live.state);
    answerLetter(live, letter, reply.ok ? { ...reply, repeated: true } : reply);
  } catch (error) {
    deadLetter(desk, "decide", letter.command.workspace, messageOf(error), letter.command);
    answerLetter(live, letter, no(refusal("internal")));
  }
}
