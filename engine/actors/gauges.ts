import type { Gauges as CoreGauges } from "../core/mod.ts";
import { type Desk, liveOf } from "./desk.ts";
import { createMeasure, type Measure, MS_BOUNDS, SIZE_BOUNDS } from "./measure.ts";

/** What one partition counts about itself; `/metrics` shows it as it is. */
export interface PartitionGauges {
  partition: number;
  state: string;
  epoch: number;
  sequence: number;
  commands: number;
  repeats: number;
  refusedAtDoor: number;
  deadLetters: number;
  appendRetries: number;
  reloads: number;
  /** Takes that began with a follower's memory, and the latest take's time from lease to decide. */
  takenWarm: number;
  takeMs: number;
  turnMs: Measure;
  batchBytes: Measure;
  batchEvents: Measure;
  appendMs: Measure;
  mailboxDepth: number;
  mailboxDepthMax: number;
  mailboxBytes: number;
  /** 0 or 1: never more than one append is under way. */
  appendsInFlight: number;
  /** Answers and feeds behind the gate. */
  held: number;
  fillingBytes: number;
  journalFill: number;
  /** Wall minus partition time. */
  clockDifferenceMs: number;
  tailConversations: number;
  quarantined: number;
  /** Workspaces that are parked: their commands are refused, the others go on. */
  stopped: string[];
  core?: CoreGauges;
}

/** The part that is counted as it happens; the rest is read when somebody looks. */
export type Counters = Pick<
  PartitionGauges,
  | "commands"
  | "repeats"
  | "refusedAtDoor"
  | "deadLetters"
  | "appendRetries"
  | "reloads"
  | "takenWarm"
  | "takeMs"
  | "turnMs"
  | "batchBytes"
  | "batchEvents"
  | "appendMs"
  | "mailboxDepthMax"
>;

export const createCounters = (): Counters => ({
  commands: 0,
  repeats: 0,
  refusedAtDoor: 0,
  deadLetters: 0,
  appendRetries: 0,
  reloads: 0,
  takenWarm: 0,
  takeMs: 0,
  turnMs: createMeasure(MS_BOUNDS),
  batchBytes: createMeasure(SIZE_BOUNDS),
  batchEvents: createMeasure(SIZE_BOUNDS),
  appendMs: createMeasure(MS_BOUNDS),
  mailboxDepthMax: 0,
});

export function readGauges(desk: Desk): PartitionGauges {
  const live = liveOf(desk);
  return {
    ...desk.gauges,
    partition: desk.partition,
    state: desk.phase.state,
    epoch: live?.epoch ?? 0,
    sequence: live?.sequence ?? 0,
    mailboxDepth: desk.mailbox.size(),
    mailboxBytes: desk.mailbox.bytes(),
    appendsInFlight: live?.inFlight === undefined ? 0 : 1,
    held: (live?.inFlight?.held.length ?? 0) + (live?.filling.held.length ?? 0),
    fillingBytes: live?.filling.bytes ?? 0,
    journalFill: desk.journalFill,
    clockDifferenceMs: live === undefined ? 0 : desk.time.differenceMs(),
    tailConversations: live?.tail.conversations() ?? 0,
    quarantined: desk.quarantine.size(),
    stopped: desk.quarantine.stopped(),
    core: live === undefined ? undefined : desk.world.core.gauges(live.state),
  };
}
