import type { Command, Reply } from "../contract/wire/commands.ts";
import { LEVEL } from "../contract/wire/level.ts";
import { type Refusal, refusal } from "../contract/wire/refusals.ts";
import { no, unavailable } from "./refusing.ts";
import { keepForLater, takeAgain } from "./again.ts";
import { addCommand, isClosed } from "./batch_draft.ts";
import { isAhead } from "./levels.ts";
import { crashedInApply, crashedInDecide, crashedStep, stopParked } from "./crash.ts";
import { answerLetter, commitDrafts, hasRoom, inboxNonce, type Live } from "./live.ts";
import { holds } from "./inbox_waits.ts";
import type { InboxPlace, Letter } from "./mailbox.ts";
import { alarm, deadLetter, type Desk } from "./desk.ts";
import { repeated } from "./repeat.ts";

/**
 * A turn: the agenda's leftovers, deadlines that are due, then letters; after each decision its
 * follow-ups. Bounded, so that the loop stays free for sockets: at most 200 agenda steps, and what
 * is left of them comes before any new command, in the journal's order.
 */
export type Turned =
  /** Nothing left to decide. */
  | "idle"
  /** The bound was reached; go on as soon as the loop allows. */
  | "more"
  /** A batch has to become durable first. */
  | "blocked";

export const AGENDA_STEPS_PER_TURN = 200;
/** At some 10 µs each about 5 ms. */
const COMMANDS_PER_TURN = 512;

export function turn(desk: Desk, live: Live): Turned {
  const budget = { steps: AGENDA_STEPS_PER_TURN };
  stopParked(desk, live);
  for (let commands = 0; commands < COMMANDS_PER_TURN; commands++) {
    if (!runAgenda(desk, live, budget)) return live.doomed ? "blocked" : "more";
    if (isClosed(live.filling)) desk.flush(live);
    if (!hasRoom(live)) return "blocked";
    const deadline = nextDeadline(desk, live);
    if (deadline !== undefined) {
      decideDeadline(desk, live, deadline);
    } else {
      const letter = desk.mailbox.shift();
      if (letter === undefined) return "idle";
      if (letter.inbox !== undefined) decideInbox(desk, live, letter, letter.inbox);
      else decideLetter(desk, live, letter);
    }
    if (live.doomed) return "blocked";
  }
  return "more";
}

/** False when steps are left that this turn may not take any more. */
function runAgenda(desk: Desk, live: Live, budget: { steps: number }): boolean {
  const { core } = desk.world;
  for (;;) {
    const step = core.nextStep(live.state);
    if (step === undefined) return true;
    if (budget.steps === 0 || isClosed(live.filling)) return false;
    budget.steps--;
    const key = `step ${JSON.stringify(step)}`;
    if (desk.quarantine.holds(key, desk.world.clock.monotonic())) {
      core.popStep(live.state);
      continue;
    }
    const now = live.time.now();
    let decision;
    try {
      decision = core.decideStep(live.state, step, now);
    } catch (error) {
      core.popStep(live.state);
      crashedStep(desk, step.workspace, key, "step", error);
      continue;
    }
    core.popStep(live.state);
    if (!decision.ok) continue;
    try {
      commitDrafts(desk.world, live, decision.drafts, decision.workspace, now, "engine");
    } catch (error) {
      live.doomed = true;
      crashedStep(desk, step.workspace, key, "apply", error);
      return false;
    }
  }
}

const DEADLINES_HELD_MS = 1_000;
/** Two in a row are ordinary: a gone agent and the first return share a moment. */
const SAME_DEADLINE_MAX = 100;

/** The next deadline that has come; the core takes it off its wheel with this. */
function nextDeadline(desk: Desk, live: Live): Command | undefined {
  const now = live.time.now();
  const monotonic = desk.world.clock.monotonic();
  if (desk.deadlines.heldUntil > monotonic) return undefined;
  const again = live.again.size === 0 ? undefined : takeAgain(live, monotonic);
  if (again !== undefined) return again;
  if (desk.world.core.nextDueAt(live.state) > now) return undefined;
  return desk.world.core.due(live.state, now);
}

/**
 * Decides a deadline. What it yields may arm it again for the same moment; one that comes on and on
 * would keep the turn for itself and fill the journal, so it is held, and an alarm says which.
 */
function decideDeadline(desk: Desk, live: Live, command: Command): void {
  const { deadlines, world } = desk;
  const mark = `${command.workspace} ${command.id}`;
  deadlines.times = deadlines.last === mark ? deadlines.times + 1 : 1;
  deadlines.last = mark;
  decideEngines(desk, live, command);
  if (deadlines.times < SAME_DEADLINE_MAX) return;
  deadlines.times = 0;
  deadlines.heldUntil = world.clock.monotonic() + DEADLINES_HELD_MS;
  alarm(desk, "deadlineStuck", `deadline ${mark} came ${SAME_DEADLINE_MAX} times in a row`);
}

/** A command of the engine itself: no caller, no idempotency, never refused for load. */
function decideEngines(desk: Desk, live: Live, command: Command): void {
  const letter: Letter = {
    command,
    key: `engine ${command.workspace} ${command.id}`,
    body: "",
    bytes: 0,
    reply(reply) {
      if (reply.ok || reply.error.code === "internal" || reply.error.code === "unavailable") return;
      deadLetter(desk, "refused", command.workspace, reply.error.code, command);
    },
  };
  decideLetter(desk, live, letter);
}

/**
 * What came by the inbox is decided in the stream's order, by the memory that it was given to: the
 * batch says how far the inbox is read, so a later one must not be decided before an earlier one.
 * Load refuses none of them: while the ring is full, or the core says `busy` (a line with too many
 * sets of needs) and the company may still hold up the others (inbox_waits.ts), this reading ends
 * with all that was given in it, and the reader begins another where it was.
 */
function decideInbox(desk: Desk, live: Live, letter: Letter, inbox: InboxPlace): void {
  if (inbox.nonce !== inboxNonce(live) || live.inbox >= inbox.sequence) {
    return letter.reply(no(unavailable()));
  }
  if (inbox.refused === undefined && desk.world.core.ringIsFull(live.state, live.time.now())) {
    return endReading(live, letter);
  }
  const { filling, inbox: readThrough } = live;
  const { readsInbox } = filling;
  live.inbox = inbox.sequence;
  filling.readsInbox = true;
  if (inbox.refused !== undefined) return answerLetter(live, letter, no(refusal(inbox.refused)));
  const { workspace } = letter.command;
  let roomless = false;
  decideLetter(desk, live, letter, () => {
    roomless = true;
    if (!holds(desk.inboxWaits, workspace, desk.world.clock.monotonic())) {
      return answerLetter(live, letter, no(refusal("busy")));
    }
    live.inbox = readThrough;
    filling.readsInbox = readsInbox;
    endReading(live, letter);
  });
  if (!roomless) desk.inboxWaits.since.delete(workspace);
}

function endReading(live: Live, letter: Letter): void {
  live.inboxReadings++;
  letter.reply(no(unavailable()));
}

/** `busy` is called instead of a refusal where the letter may not be refused for load. */
function decideLetter(desk: Desk, live: Live, letter: Letter, busy?: () => void): void {
  const { command } = letter;
  const refuse = (error: Refusal): void => answerLetter(live, letter, no(error));
  if (desk.quarantine.holds(letter.key, desk.world.clock.monotonic())) {
    keepForLater(desk, live, command);
    return refuse(refusal("internal"));
  }
  if (desk.quarantine.parked(command.workspace)) return refuse(unavailable());
  const ahead = isAhead(command, desk.world.level?.() ?? LEVEL);
  if (ahead !== undefined) return refuse(ahead);
  const engines = command.by === "engine";
  if (!engines && repeated(desk, live, letter)) return;
  const now = live.time.now();
  if (!engines && desk.world.core.ringIsFull(live.state, now)) {
    return refuse(refusal("busy", { retryAfterMs: RING_RETRY_MS }));
  }
  if (!installPublished(desk, live, command)) return refuse(unavailable());
  decideNew(desk, live, letter, now, busy);
}

/** The ring frees its oldest entries after at most 45 s more; most of a full one much sooner. */
const RING_RETRY_MS = 5_000;

function decideNew(
  desk: Desk,
  live: Live,
  letter: Letter,
  now: number,
  busy?: () => void,
): void {
  const { core } = desk.world;
  const { command } = letter;
  let decision;
  try {
    decision = core.decide(live.state, command, now);
  } catch (error) {
    return crashedInDecide(desk, live, letter, error);
  }
  if (!decision.ok) {
    if (decision.error.code === "busy" && busy !== undefined) return busy();
    return answerLetter(live, letter, no(decision.error));
  }
  let reply: Reply;
  try {
    const first = live.filling.events.length;
    const events = commitDrafts(
      desk.world,
      live,
      decision.drafts,
      decision.workspace,
      now,
      command.by,
    );
    if (command.by !== "engine") {
      addCommand(live.filling, [letter.key, letter.body, first, events.length]);
      live.pending.set(letter.key, { body: letter.body, events });
    }
    reply = core.answer(command, events, live.state);
  } catch (error) {
    return crashedInApply(desk, live, letter, error);
  }
  desk.gauges.commands++;
  answerLetter(live, letter, reply);
}

/** False when the configuration that a publish names is no longer at hand. */
function installPublished(desk: Desk, live: Live, command: Command): boolean {
  if (command.type !== "config.publish") return true;
  const { core, configurations } = desk.world;
  if (core.hasDocument(live.state, command.hash)) return true;
  const configuration = configurations.peek(command.hash);
  if (configuration === undefined) return false;
  core.installDocument(live.state, command.hash, configuration);
  return true;
}
