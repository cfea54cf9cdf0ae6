import { Buffer } from "node:buffer";
import type { NatsConnection } from "@nats-io/transport-node";
import type { Configurations } from "../../actors/configurations.ts";
import type { JournalEntry } from "../../contract/batch.ts";
import { LEVEL } from "../../contract/wire/level.ts";
import { encode, LAYOUT } from "../../core/mod.ts";
import { advance, emptyFold, type Fold, readState, restore } from "../../local/follower/fold.ts";
import { snapshotIsDue, surplusSnapshots } from "../../local/follower/snapshot_plan.ts";
import type { Clock } from "../../ports/clock.ts";
import type { Journal } from "../../ports/journal.ts";
import type { Snapshots } from "../../ports/snapshots.ts";
import type { Archive } from "./pieces.ts";
import { archiveDays } from "./days.ts";

/**
 * Everything that is kept of one partition beside its journal: verified snapshots of what it folds
 * to, and whole days in the archive. Works in a process of its own, so that no owner stops for it.
 */
export interface Keeping {
  partition: number;
  nats: NatsConnection;
  journal: Journal;
  snapshots: Snapshots;
  archive: Archive;
  configurations: Configurations;
  clock: Clock;
  journalDays: number;
  /** The level that the cluster writes; this build's own unless told. */
  level?(): number;
  report(sentence: string): void;
}

export interface Kept {
  /** Newest verified snapshot, newest archived sequence. */
  progress(): { snapshot: number; archived: number };
  /**
   * Newest inbox message that is decided for good once the relay has come to `relayed` in the
   * journal: until then a dead letter may have to be written from it.
   */
  inboxThrough(relayed: number): number;
  /** Does what is due: a snapshot, and the days that are over. */
  tick(): Promise<void>;
  stop(): void;
}

export async function keep(keeping: Keeping): Promise<Kept> {
  const { partition, journal, snapshots, clock, report } = keeping;
  const progress = { snapshot: 0, archived: await keeping.archive.through() };
  /** The newest batch, one that the relay has to reach, and what was read in those it reached. */
  const inbox = { newest: { at: 0, read: 0 }, awaited: { at: 0, read: 0 }, through: 0 };

  let fold = emptyFold(partition);
  let broken = false;
  let unfollow = (): void => {};
  let since = clock.monotonic();
  let batches = 0;
  let last: Promise<unknown> = Promise.resolve();
  /** One thing at a time: a snapshot must not see a batch that is half folded. */
  const inTurn = (work: () => Promise<void>): Promise<void> => {
    const mine = last.then(work);
    last = mine.catch((error) => report(`partition ${partition}: ${(error as Error).message}`));
    return mine;
  };

  /** From the newest snapshot on. */
  async function begin(): Promise<void> {
    const { sequence: through } = await journal.tail();
    const from = await restore(partition, snapshots, keeping.configurations, through, report);
    fold = from;
    progress.snapshot = from.sequence;
    batches = 0;
    broken = false;
    // what fails is told by `inTurn`; the reader waits, so that nothing piles up here
    const receiving = (entry: JournalEntry) => inTurn(() => receive(from, entry)).catch(() => {});
    unfollow = journal.follow(from.sequence, receiving);
  }

  /** A batch that was not folded, or not wholly, must not be in a snapshot: all begins again. */
  async function receive(into: Fold, entry: JournalEntry): Promise<void> {
    if (into !== fold || broken || entry.sequence <= fold.sequence) return;
    try {
      await advance(fold, entry, keeping.configurations);
    } catch (error) {
      broken = true;
      unfollow();
      throw error;
    }
    inbox.newest = { at: entry.sequence, read: Math.max(inbox.newest.read, entry.batch.inbox) };
    batches++;
  }

  async function snapshot(): Promise<void> {
    if (broken) return await begin();
    if (!snapshotIsDue({ batches, ms: clock.monotonic() - since })) return;
    since = clock.monotonic();
    const state = encode(fold.state);
    const level = keeping.level?.() ?? LEVEL;
    const name = { sequence: fold.sequence, level, layout: LAYOUT, at: fold.at };
    await snapshots.put({ ...name, state });
    const again = await readState(name, snapshots, keeping.configurations);
    if (!again || Buffer.compare(encode(again), state) !== 0) {
      await snapshots.remove(name);
      throw new Error(`the snapshot at batch ${name.sequence} does not come back as it was`);
    }
    batches = 0;
    progress.snapshot = name.sequence;
    const names = await snapshots.list();
    for (const old of surplusSnapshots(names, clock.wall(), keeping.journalDays)) {
      await snapshots.remove(old);
    }
  }

  async function archive(): Promise<void> {
    progress.archived = await archiveDays(keeping, progress.archived);
  }

  await begin();
  return {
    progress: () => ({ ...progress }),
    inboxThrough(relayed) {
      if (inbox.awaited.at <= relayed) {
        inbox.through = inbox.awaited.read;
        inbox.awaited = inbox.newest;
      }
      return inbox.through;
    },
    tick: () => inTurn(snapshot).then(archive).catch(() => {}), // told by `inTurn`, tried again
    stop: () => unfollow(),
  };
}
