import type { QueryReply } from "../contract/ports/bus.ts";
import type { Command, Reply } from "../contract/wire/commands.ts";
import type { Queries, QueryName } from "../contract/wire/queries.ts";
import { flush } from "./batch_flow.ts";
import { beat, createPulse, wake } from "./beat.ts";
import { type Desk, liveOf, type Phase } from "./desk.ts";
import { createCounters, type PartitionGauges, readGauges } from "./gauges.ts";
import { type InboxLetter, submit, submitInbox } from "./intake.ts";
import { unavailable } from "./refusing.ts";
import { inboxNonce } from "./live.ts";
import { createInboxWaits } from "./inbox_waits.ts";
import { createMailbox } from "./mailbox.ts";
import { createPartitionTime } from "./partition_time.ts";
import { abandon, begin, landed, pump, stop } from "./pump.ts";
import { createQuarantine } from "./quarantine.ts";
import { ask } from "./questions.ts";
import { FOR_EVER, type Tenancy } from "./tenancy.ts";
import type { Store, World } from "./world.ts";

/** One partition of the process, from outside. */
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
  /**
   * What stood in the inbox, in its order, to the memory that `inbox` named; never refused for load.
   * `done` says whether it is durably decided; if not, it is read again from where `inbox` is then.
   */
  submitInbox(letter: InboxLetter, done: (decided: boolean) => void): void;
  /** Newest inbox message decided and the reading to give the next in; undefined while none may be. */
  inbox(): { sequence: number; nonce: string } | undefined;
  hello(gateway: string): void;
  /** Every second: leases, clock, journal's fill, checkpoint. */
  beat(): void;
  phase(): Phase;
  gauges(): PartitionGauges;
  /** Refuses what is not decided yet, waits for the append, closes the journal. */
  stop(): Promise<void>;
  /** Gives memory up at once: another process owns the partition, or nobody knows who. */
  abandon(reason: string): void;
  /** The tenancy is fresh again after a pause: says so in the journal and goes on. */
  wake(): void;
  /** Commands wait to be decided. */
  holdsLetters(): boolean;
  /** Epoch in which it decides; 0 when it does not. */
  epoch(): number;
}

/** Begins to take the partition at once; what arrives before it decides waits in the mailbox. */
export function createPartition(
  world: World,
  number: number,
  open: () => Promise<Store>,
  tenancy: Tenancy = FOR_EVER,
): Partition {
  const desk = createDesk(world, number, open, tenancy);
  void begin(desk);
  return {
    number,
    submit: (command, reply) => submit(desk, command, reply),
    query(workspace, name, question, answer) {
      const live = liveOf(desk);
      if (live === undefined || live.doomed || desk.stopping !== undefined) {
        return answer({ ok: false, error: unavailable() });
      }
      ask(desk, live, workspace, name, question, answer);
    },
    submitInbox: (letter, done) => submitInbox(desk, letter, done),
    inbox() {
      const live = liveOf(desk);
      if (live === undefined || live.doomed || desk.stopping !== undefined) return undefined;
      if (!tenancy.fresh() || desk.inboxWaits.heldUntil > world.clock.monotonic()) return undefined;
      if (world.core.ringIsFull(live.state, live.time.now())) return undefined;
      return { sequence: live.inbox, nonce: inboxNonce(live) };
    },
    hello(gateway) {
      liveOf(desk)?.leases.hello(gateway, world.clock.monotonic());
    },
    beat: () => beat(desk),
    phase: () => desk.phase,
    gauges: () => readGauges(desk),
    stop: () => stop(desk),
    abandon: (reason) => abandon(desk, reason),
    wake: () => wake(desk),
    holdsLetters: () => desk.mailbox.size() > 0,
    epoch: () => liveOf(desk)?.epoch ?? 0,
  };
}

function createDesk(
  world: World,
  number: number,
  open: () => Promise<Store>,
  tenancy: Tenancy,
): Desk {
  let store: Store | undefined;
  const gauges = createCounters();
  const desk: Desk = {
    partition: number,
    world,
    tenancy,
    phase: { state: "loading" },
    mailbox: createMailbox(),
    quarantine: createQuarantine(),
    time: createPartitionTime(world.clock),
    gauges,
    pulse: createPulse(world.clock),
    appending: {
      clock: world.clock,
      alarms: world.alarms,
      alarm: `retry ${number}`,
      wanted: () => desk.phase.state !== "stopped",
      retried: () => gauges.appendRetries++,
    },
    appendBegan: 0,
    apartMs: 0,
    loadBegan: -Infinity,
    journalFill: 0,
    readingRepeats: 0,
    readingDocuments: 0,
    inboxWaits: createInboxWaits(),
    deadlines: { heldUntil: -Infinity, last: "", times: 0 },
    toStop: [],
    wantsFence: false,
    running: false,
    pumping: false,
    store: async () => store ??= await open(),
    close: async () => await store?.journal.close(),
    pump: () => pump(desk),
    flush: (live) => flush(desk, live),
    landed: (live, draft, batch, outcome) => landed(desk, live, draft, batch, outcome),
  };
  return desk;
}
