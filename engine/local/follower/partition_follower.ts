import { Buffer } from "node:buffer";
import { LEVEL } from "../../contract/wire/level.ts";
import type { Configurations } from "../../actors/configurations.ts";
import { encode, LAYOUT } from "../../core/mod.ts";
import type { Clock } from "../../ports/clock.ts";
import type { Snapshots } from "../../ports/snapshots.ts";
import { archive } from "../archive/archive.ts";
import type { JournalReader } from "../journal/reader.ts";
import { advance, type Fold, readState, restore } from "./fold.ts";
import type { FollowerSettings, FromFollower } from "./messages.ts";
import { snapshotIsDue, surplusSnapshots } from "./snapshot_plan.ts";

/** Everything that follows one partition: its fold, its snapshots, its archive. */
export interface PartitionFollower {
  /** Looks whether a snapshot is due; called by the worker's timer, as quiet brings no batch. */
  tick(): Promise<void>;
  snapshot(): Promise<void>;
  archive(): Promise<void>;
  stop(): Promise<void>;
}

export interface FollowerParts {
  partition: number;
  settings: FollowerSettings;
  reader: JournalReader;
  snapshots: Snapshots;
  configurations: Configurations;
  clock: Clock;
  tell: (message: FromFollower) => void;
}

export async function followPartition(parts: FollowerParts): Promise<PartitionFollower> {
  const { partition, reader, snapshots, configurations, clock, tell } = parts;
  const alarm = (sentence: string) => tell({ type: "alarm", partition, sentence });
  const fold = await restore(partition, snapshots, configurations, reader.durable(), alarm);
  let snapshotted = fold.sequence;
  let since = clock.monotonic();
  if (fold.sequence > 0) {
    tell({ type: "snapshotted", partition, sequence: fold.sequence, bytes: 0, ms: 0 });
  }

  /** A batch may have been folded in half then. */
  let failed = false;
  async function snapshot(): Promise<void> {
    if (failed || fold.sequence === snapshotted) return;
    const began = clock.monotonic();
    since = began;
    try {
      const { sequence } = fold;
      const bytes = await putVerified(parts, fold);
      snapshotted = sequence;
      tell({ type: "snapshotted", partition, sequence, bytes, ms: clock.monotonic() - began });
      const names = await snapshots.list();
      for (const name of surplusSnapshots(names, clock.wall(), parts.settings.journalDays)) {
        await snapshots.remove(name);
      }
    } catch (error) {
      // Folding goes on: the next one is tried when it is due, and the journal waits for it.
      alarm(`No snapshot of partition ${partition} could be made: ${(error as Error).message}`);
    }
  }

  let waiters: { through: number; wake: () => void }[] = [];
  const isDue = () =>
    snapshotIsDue({ batches: fold.sequence - snapshotted, ms: clock.monotonic() - since });

  function wakeWaiters(reached: number): void {
    if (waiters.length === 0) return;
    for (const waiter of waiters) if (waiter.through <= reached) waiter.wake();
    waiters = waiters.filter((waiter) => waiter.through > reached);
  }

  // One thing at a time: a snapshot must not see a half-folded batch, nor two of them race.
  let last: Promise<void> = Promise.resolve();
  function inTurn(work: () => Promise<void>): Promise<void> {
    const mine = last.then(work);
    last = mine.catch(() => {}); // whoever asked gets the error; the next turn starts afresh
    return mine;
  }

  const following = reader.follow(fold.sequence, (entry) =>
    inTurn(async () => {
      failed = true;
      await advance(fold, entry, configurations);
      failed = false;
      if (isDue()) await snapshot();
      wakeWaiters(fold.sequence);
    }));
  following.done.catch((error) => {
    failed = true;
    wakeWaiters(Infinity);
    alarm(
      `The follower of partition ${partition} stopped: ${(error as Error).message} ` +
        `No snapshots are made until the next start; nothing is lost.`,
    );
  });

  return {
    tick: () => inTurn(() => isDue() ? snapshot() : Promise.resolve()),
    async snapshot() {
      const through = reader.durable();
      if (!failed && fold.sequence < through) {
        await new Promise<void>((wake) => waiters.push({ through, wake }));
      }
      await inTurn(snapshot);
    },
    async archive() {
      const { folder } = parts.settings;
      try {
        const sequence = await archive(folder, partition, reader.durable(), clock.wall());
        tell({ type: "archived", partition, sequence });
      } catch (error) {
        alarm(`Partition ${partition} could not be archived: ${(error as Error).message}`);
      }
    },
    async stop() {
      await following.stop().catch(() => {}); // told as an alarm when it happened
      await inTurn(snapshot);
    },
  };
}

/**
 * Writes a snapshot and trusts it only after the round trip: read back from disk, decoded, encoded
 * again, and the same bytes. Retention lets go of journal only behind such a one.
 */
async function putVerified(parts: FollowerParts, fold: Fold): Promise<number> {
  const state = encode(fold.state);
  const name = { sequence: fold.sequence, level: LEVEL, layout: LAYOUT, at: fold.at };
  await parts.snapshots.put({ ...name, state });
  const again = await readState(name, parts.snapshots, parts.configurations);
  if (!again || Buffer.compare(encode(again), state) !== 0) {
    await parts.snapshots.remove(name);
    throw new Error(`the snapshot at batch ${fold.sequence} does not come back as it was`);
  }
  return state.length;
}
