import type { Command } from "../contract/wire/commands.ts";
import type { FeedMessage } from "../contract/wire/feed.ts";
import type { Clock } from "../ports/clock.ts";
import type { Journal } from "../ports/journal.ts";
import type { Random } from "../ports/random.ts";
import type { Snapshots } from "../ports/snapshots.ts";
import type { Alarms } from "./alarms.ts";
import type { Arena } from "./arena.ts";
import type { Configurations } from "./configurations.ts";

/** The pure core, handed in as a value so that a test can make one function of it throw. */
export type Core = typeof import("../core/mod.ts");

/** What the partitions of one process share. */
export interface World {
  core: Core;
  clock: Clock;
  random: Random;
  alarms: Alarms;
  arena: Arena;
  configurations: Configurations;
  /** Name of this process in `partition.taken`. */
  owner: string;
  /** The level to write, where it may be an older one than this build's. */
  level?(): number;
  /**
   * Runs something as soon as what runs now is done; at once where absent. A socket brings many
   * commands together, and one turn for all of them costs less than one for each.
   */
  soon?(run: () => void): void;
  onFeed(message: FeedMessage): void;
  onDeadLetter(letter: DeadLetter): void;
  onAlarm(alarm: Alarm): void;
}

/** Where one partition keeps what must not be lost. */
export interface Store {
  journal: Journal;
  snapshots: Snapshots;
}

/** Something that could not be decided and will not be tried again. The receiver seals it. */
export interface DeadLetter {
  partition: number;
  workspace: string;
  /** Wall time, epoch ms. */
  at: number;
  cause: "decide" | "apply" | "tooLarge" | "step" | "refused";
  reason: string;
  command?: Command;
}

/** What an operator has to know, as a closed kind and one sentence. */
export interface Alarm {
  kind:
    | "clock"
    | "workspaceStopped"
    | "snapshotUnusable"
    | "loadFailed"
    | "journalFull"
    | "journalNearlyFull"
    | "superseded"
    | "appendExpired"
    | "deadlineStuck";
  partition: number;
  message: string;
}
