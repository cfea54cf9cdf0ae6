/**
 * One partition: mailbox, turns, gate and life. The only place that changes its phase; the
 * protocols stand beside it (turn, batch_flow, lifecycle, append) and see it as a `Desk`.
 */
import type { Batch } from "../contract/batch.ts";
import type { QueryReply } from "../contract/ports/bus.ts";
import type { Command, Reply } from "../contract/wire/commands.ts";
import type { Queries, QueryName } from "../contract/wire/queries.ts";
import { refusal } from "../contract/wire/refusals.ts";
import { classOf, refused } from "./admission.ts";
import { messageOf, type Outcome } from "./append.ts";
import { type BatchDraft, isWorthStoring } from "./batch_draft.ts";
import { failure, flush, giveUp, open } from "./batch_flow.ts";
import { beat, createPulse } from "./beat.ts";
import { keyOf } from "./command_key.ts";
import type { Desk } from "./desk.ts";
import { createCounters, type PartitionGauges, readGauges } from "./gauges.ts";
import { take } from "./lifecycle.ts";
import { hasRoom, type Live, no } from "./live.ts";
import { createMailbox, fillWith, type Letter } from "./mailbox.ts";
import { measure } from "./measure.ts";
import { createPartitionTime } from "./partition_time.ts";
import { createQuarantine } from "./quarantine.ts";
import { ask } from "./questions.ts";
import { turn, type Turned } from "./turn.ts";
import type { Alarm, Store, World } from "./world.ts";

export interface Partition {
  readonly number: number;
  /** Answers exactly once, when the decision is durable or refused. */
  submit(command: Command, reply: (reply: Reply) => void): void;
  query<N extends QueryName>(
    workspace: string,
    name: N,
    question: Queries[N]["ask"],
    answer: (reply: QueryReply<N>) => void,
  ): void;
  hello(gateway: string): void;
  /** Every second: leases, clock, journal's fill, checkpoint. */
  beat(): void;
  phase(): Phase;
  gauges(): PartitionGauges;
  /** Refuses what is not decided yet, waits for the append, closes the journal. */
  stop(): Promise<void>;
}

export type Phase =
  | { state: "loading" }
  | { state: "deciding"; live: Live }
  | { state: "full" }
  | { state: "broken"; reason: string }
  | { state: "stopped"; reason: string };

const FENCE_TRIES_MAX = 5;
const FULL_RETRY_MS = 5_000;
const BROKEN_RETRY_MS = 10_000;
/** Publishes whose documents are being read. */
const PREPARING_MAX = 100;
/** Each reload writes a fence: a crash that comes back at once must not fill the journal. */
const RELOAD_GAP_MS = 1_000;
const DEADLINES_HELD_MS = 1_000;

export function createPartition(
  world: World,
  number: number,
  openStore: () => Promise<Store>,
): Partition {
  let phase: Phase = { state: "loading" };
  let running = false;
  let preparing = 0;
  let began = -Infinity;
  let store: Store | undefined;
  let stopping: { done: Promise<void>; resolve(): void } | undefined;
  const pulse = createPulse(world.clock);
  const counters = createCounters();
  const alarm = (kind: Alarm["kind"], message: string): void =>
    world.onAlarm({ kind, partition: number, message });

  const desk: Desk = {
    partition: number,
    world,
    mailbox: createMailbox(),
    quarantine: createQuarantine(),
    time: createPartitionTime(world.clock),
    gauges: counters,
    appending: {
      clock: world.clock,
      alarms: world.alarms,
      alarm: `retry ${number}`,
      retried: () => counters.appendRetries++,
    },
    appendBegan: 0,
    journalFill: 0,
    readingRepeats: 0,
    deadlines: { heldUntil: -Infinity, last: "" },
    toStop: [],
    wantsFence: false,
    live: () => phase.state === "deciding" ? phase.live : undefined,
    pump,
    flush: (live) => flush(desk, live),
    landed,
    holdDeadlines(mark) {
      desk.deadlines.heldUntil = world.clock.monotonic() + DEADLINES_HELD_MS;
      alarm("deadlineStuck", `deadline ${mark} came twice`);
    },
    refusedEngines(command, error) {
      desk.deadLetter("refused", command.workspace, error.code, command);
    },
    deadLetter(cause, workspace, reason, command) {
      counters.deadLetters++;
      const at = world.clock.wall();
      world.onDeadLetter({ partition: number, workspace, at, cause, reason, command });
    },
  };

  function submit(command: Command, reply: (reply: Reply) => void): void {
    const down = phase.state !== "loading" && phase.state !== "deciding";
    if (down || stopping !== undefined) return reply(no(unavailable()));
    const letter: Letter = { ...keyOf(command), command, reply };
    const refuses = refused(command, {
      fill: fillWith(desk.mailbox, letter),
      journalFill: desk.journalFill,
      classOf: (workspace, route) => classOf(desk, workspace, route),
    });
    if (refuses !== undefined) {
      counters.refusedAtDoor++;
      return reply(no(refuses));
    }
    if (command.type === "config.publish" && !world.configurations.peek(command.hash)) {
      void prepare(letter, command.hash);
    } else {
      enqueue(letter);
    }
  }

  function enqueue(letter: Letter): void {
    desk.mailbox.push(letter);
    counters.mailboxDepthMax = Math.max(counters.mailboxDepthMax, desk.mailbox.size());
    pump();
  }

  /** A configuration is validated and compiled before its command enters the mailbox. */
  async function prepare(letter: Letter, hash: string): Promise<void> {
    if (preparing >= PREPARING_MAX) {
      return letter.reply(no(refusal("busy", { retryAfterMs: 1_000 })));
    }
    preparing++;
    try {
      const fetched = await world.configurations.fetch(hash);
      if (fetched.state === "valid") enqueue(letter);
      else if (fetched.state === "invalid") {
        letter.reply(no(refusal("invalid", { fields: fetched.faults })));
      } else {letter.reply(
          no(refusal("invalid", { fields: [{ path: "hash", rule: "reference" }] })),
        );}
    } catch {
      letter.reply(no(unavailable()));
    } finally {
      preparing--;
    }
  }

  /** Runs a turn, unless one runs or nothing may be decided; then sees to the next one. */
  function pump(): void {
    if (running || phase.state !== "deciding") return;
    const { live } = phase;
    if (live.doomed || desk.wantsFence || stopping !== undefined) return settle(live);
    running = true;
    const began = world.clock.monotonic();
    let turned: Turned = "blocked";
    try {
      turned = turn(desk, live);
      flush(desk, live);
    } catch (error) {
      live.doomed = true;
      desk.deadLetter("apply", "", `a turn broke off: ${messageOf(error)}`);
    } finally {
      running = false;
    }
    measure(counters.turnMs, world.clock.monotonic() - began);
    if (live.doomed) return settle(live);
    if (turned === "more" && hasRoom(live)) world.alarms.set(`turn ${number}`, 0, pump);
    armDeadline(live);
  }

  function armDeadline(live: Live): void {
    const dueAt = world.core.nextDueAt(live.state);
    if (dueAt === Infinity) return world.alarms.clear(`deadline ${number}`);
    const held = desk.deadlines.heldUntil - world.clock.monotonic();
    const afterMs = Math.max(1, held, dueAt - live.time.now());
    world.alarms.set(`deadline ${number}`, afterMs, pump);
  }

  /** Nothing more is decided by this memory: store what is sound, then read anew or stop. */
  function settle(live: Live): void {
    if (live.doomed) {
      for (const held of live.filling.held.splice(0)) held.lost();
    } else flush(desk, live);
    if (live.inFlight !== undefined) return;
    if (!live.doomed && isWorthStoring(live.filling)) return;
    giveUp(live);
    if (stopping !== undefined) return void finish("stopped by its process");
    counters.reloads++;
    void begin();
  }

  function landed(live: Live, draft: BatchDraft, batch: Batch, outcome: Outcome): void {
    if (phase.state !== "deciding" || phase.live !== live) return;
    if (outcome.state === "durable") {
      running = true;
      try {
        open(desk, live, draft, batch, outcome.sequence);
      } finally {
        running = false;
      }
      flush(desk, live);
      return pump();
    }
    giveUp(live);
    if (outcome.state === "superseded") {
      alarm("superseded", `partition ${number}: ${failure(outcome)}`);
      return void finish(failure(outcome));
    }
    if (outcome.state !== "lost") {
      const kind = outcome.state === "full" ? "journalFull" : "appendExpired";
      alarm(kind, `partition ${number}: ${failure(outcome)}`);
    }
    counters.reloads++;
    void begin();
  }

  async function opened(): Promise<Store> {
    store ??= await openStore();
    return store;
  }

  /** Takes the partition, however often that has to be tried. */
  async function begin(): Promise<void> {
    let tries = 0;
    down({ state: "loading" });
    const sinceMs = world.clock.monotonic() - began;
    if (sinceMs < RELOAD_GAP_MS) {
      await world.alarms.sleep(`retry ${number}`, RELOAD_GAP_MS - sinceMs);
    }
    began = world.clock.monotonic();
    while (phase.state !== "stopped") {
      desk.wantsFence = false;
      const taken = await take(desk, opened);
      if (phase.state as Phase["state"] === "stopped") return;
      if (taken.state === "taken") {
        phase = { state: "deciding", live: taken.live };
        return pump();
      }
      if (taken.state === "contended") {
        if (++tries < FENCE_TRIES_MAX) continue;
        alarm("superseded", `partition ${number}: another owner fences it`);
        return void finish("another owner fences it");
      }
      if (taken.state === "full") {
        down({ state: "full" });
        await world.alarms.sleep(`retry ${number}`, FULL_RETRY_MS);
      } else {
        alarm("loadFailed", `partition ${number}: ${taken.reason}`);
        down({ state: "broken", reason: taken.reason });
        await world.alarms.sleep(`retry ${number}`, BROKEN_RETRY_MS);
      }
    }
  }

  /** Leaves deciding. While loading, letters wait; in every other phase they are refused. */
  function down(next: Phase): void {
    phase = next;
    world.alarms.clear(`deadline ${number}`);
    world.alarms.clear(`turn ${number}`);
    if (next.state === "loading") return;
    for (let letter = desk.mailbox.shift(); letter; letter = desk.mailbox.shift()) {
      letter.reply(no(unavailable()));
    }
  }

  async function finish(reason: string): Promise<void> {
    down({ state: "stopped", reason });
    world.alarms.clear(`retry ${number}`);
    await store?.journal.close();
    stopping?.resolve();
  }

  function stop(): Promise<void> {
    if (stopping !== undefined) return stopping.done;
    if (phase.state === "stopped") return Promise.resolve();
    let resolve = () => {};
    const done = new Promise<void>((run) => resolve = run);
    stopping = { done, resolve };
    if (phase.state === "deciding") pump();
    else void finish("stopped by its process");
    return done;
  }

  void begin();
  return {
    number,
    submit,
    query(workspace, name, question, answer) {
      if (phase.state !== "deciding" || phase.live.doomed || stopping !== undefined) {
        return answer({ ok: false, error: unavailable() });
      }
      ask(desk, phase.live, workspace, name, question, answer);
    },
    hello(gateway) {
      if (phase.state === "deciding") phase.live.leases.hello(gateway, world.clock.monotonic());
    },
    beat: () => beat(desk, pulse, submit),
    phase: () => phase,
    gauges: () => readGauges(desk, phase),
    stop,
  };
}

const unavailable = () => refusal("unavailable", { retryAfterMs: 1_000 });
