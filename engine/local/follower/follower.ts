import type { FromFollower, ToFollower } from "./messages.ts";
import type { Local } from "../mod.ts";
import { partitionFolder, segmentPath } from "../journal/segment.ts";
import { type PartitionFigures, retain, type Retention } from "./retention.ts";

/**
 * The engine's side of the follower: starts its worker, lets it follow every journal that is
 * opened, tells it when to archive, and lets go of segments that snapshot, archive and records
 * have. Its work on the engine's loop is a look at a few file sizes a minute.
 */
export interface FollowerOptions {
  local: Local;
  /** What the records have applied, per partition; 0 while unknown. */
  records: { applied(partition: number): { sequence: number } };
  /** Takes sentences for the operator. */
  report: (sentence: string) => void;
  /** Embedded default of architecture §3. */
  journalDays?: number;
}

export interface Follower {
  /** Resolves with the sequence of a fresh, verified snapshot of what is durable now. */
  snapshot(partition: number): Promise<number>;
  /** Archives what is due and drops what may go, now. */
  settle(): Promise<Retention[]>;
  /** Highest verified snapshot and archived sequence. */
  progress(partition: number): { snapshot: number; archive: number };
  /** Makes last snapshots and ends the worker. */
  stop(): Promise<void>;
}

const JOURNAL_DAYS = 7;
const SETTLE_EVERY_MS = 60_000;
/** A worker that does not end by then is ended: its work is all repeatable. */
const STOP_WITHIN_MS = 10_000;

interface Followed {
  snapshot: number;
  archive: number;
}

export function startFollower(options: FollowerOptions): Follower {
  const { local, records, report, journalDays = JOURNAL_DAYS } = options;
  const followed = new Map<number, Followed>();
  const listeners = new Set<(message: FromFollower) => void>();
  const worker = new Worker(new URL("./worker.ts", import.meta.url), {
    type: "module",
    name: "follower",
  });
  const post = (message: ToFollower) => worker.postMessage(message);
  post({ type: "start", settings: { folder: local.folder, durable: local.durable, journalDays } });
  const ignore = local.onJournal((partition) => {
    followed.set(partition, { snapshot: 0, archive: 0 });
    post({ type: "follow", partition });
  });
  worker.onmessage = (event: MessageEvent<FromFollower>) => {
    note(followed, event.data, report);
    for (const listener of listeners) listener(event.data);
  };
  worker.onerror = (event) => {
    event.preventDefault();
    report(`The follower's worker ended: ${event.message} Snapshots stop until restart.`);
  };

  /** Resolves with the next message that `fits`. */
  function next(fits: (message: FromFollower) => boolean): Promise<FromFollower> {
    return new Promise((resolve) => {
      const listener = (message: FromFollower) => {
        if (!fits(message)) return;
        listeners.delete(listener);
        resolve(message);
      };
      listeners.add(listener);
    });
  }

  const answered = (partition: number, type: FromFollower["type"]) =>
    next((message) =>
      "partition" in message && message.partition === partition &&
      (message.type === type || message.type === "alarm")
    );

  async function settle(): Promise<Retention[]> {
    await Promise.all([...followed.keys()].map((partition) => {
      const archived = answered(partition, "archived");
      post({ type: "archive", partition });
      return archived;
    }));
    const figures = await Promise.all(
      [...followed].map(([partition, at]) =>
        figuresOf(local, partition, at, records.applied(partition).sequence)
      ),
    );
    const { bytesMax } = await fillOf(local, followed);
    const decided = retain(figures, { journalDays, bytesMax }, local.clock.wall());
    for (const one of decided) {
      if (one.state === "drop") {
        await (await local.journal(one.partition)).dropBefore(one.before);
      }
    }
    tellHeld(decided);
    return decided;
  }

  /** Told when it begins and when someone else is behind, not every minute. */
  let told = "";
  function tellHeld(decided: Retention[]): void {
    const sentences = decided.flatMap((one) => one.state === "held" ? [heldSentence(one)] : []);
    const held = decided.flatMap((one) => one.state === "held" ? [one.partition, ...one.by] : []);
    if (held.join() !== told) sentences.forEach(report);
    told = held.join();
  }

  let settling: Promise<Retention[]> | undefined;
  const settleOnce = () => settling ??= settle().finally(() => settling = undefined);
  const timer = setInterval(() => {
    settleOnce().catch((error) => report(`Retention failed: ${error.message}`));
  }, SETTLE_EVERY_MS);

  return {
    async snapshot(partition) {
      const journal = await local.journal(partition);
      const through = (await journal.tail()).sequence;
      if (followed.get(partition)!.snapshot >= through) return through;
      const made = next((message) =>
        message.type === "alarm" && message.partition === partition ||
        message.type === "snapshotted" && message.partition === partition &&
          message.sequence >= through
      );
      post({ type: "snapshot", partition });
      const message = await made;
      if (message.type === "alarm") throw new Error(message.sentence);
      return followed.get(partition)!.snapshot;
    },
    settle: settleOnce,
    progress: (partition) => ({ ...followed.get(partition) ?? { snapshot: 0, archive: 0 } }),
    async stop() {
      clearInterval(timer);
      ignore();
      const rest = async () => {
        await settling?.catch(() => {});
        const stopped = next((message) => message.type === "stopped");
        post({ type: "stop" });
        await stopped;
      };
      let giveUp: ReturnType<typeof setTimeout> | undefined;
      // A worker that died answers neither the archiving nor the stop.
      await Promise.race([
        rest(),
        new Promise((resolve) => giveUp = setTimeout(resolve, STOP_WITHIN_MS)),
      ]);
      clearTimeout(giveUp);
      worker.terminate();
    },
  };
}

function note(
  followed: Map<number, Followed>,
  message: FromFollower,
  onAlarm: (sentence: string) => void,
): void {
  if (message.type === "alarm") onAlarm(message.sentence);
  if (message.type !== "snapshotted" && message.type !== "archived") return;
  const at = followed.get(message.partition);
  if (!at) return;
  if (message.type === "snapshotted") at.snapshot = message.sequence;
  else at.archive = message.sequence;
}

async function figuresOf(
  local: Local,
  partition: number,
  at: Followed,
  records: number,
): Promise<PartitionFigures> {
  const journal = await local.journal(partition);
  const folder = partitionFolder(local.folder, "journal", partition);
  const segments = await Promise.all(
    journal.segments().map(async ({ first, last, bytes }) => {
      const written = await Deno.stat(segmentPath(folder, first));
      return { first, last, bytes, writtenAt: written.mtime?.getTime() ?? local.clock.wall() };
    }),
  );
  return { partition, segments, ...at, records };
}

async function fillOf(local: Local, followed: Map<number, Followed>) {
  const first = followed.keys().next().value;
  if (first === undefined) return { bytes: 0, bytesMax: Infinity };
  return await (await local.journal(first)).fill();
}

const heldSentence = (one: Retention & { state: "held" }): string =>
  `The journal of partition ${one.partition} keeps ${one.bytes} bytes past their time because ` +
  `${one.by.join(" and ")} ${one.by.length > 1 ? "are" : "is"} behind: nothing is dropped; ` +
  `look at the alarms of ${one.by.join(" and ")}.`;
