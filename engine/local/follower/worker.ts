/**
 * The follower's thread: folds every partition's journal behind its owner, so that neither
 * snapshots nor the archive cost the engine a millisecond of its loop.
 */
import { createConfigurations } from "../../actors/configurations.ts";
import { createClock } from "../clock.ts";
import { openDocuments } from "../documents/documents.ts";
import { openReader } from "../mod.ts";
import { openSnapshots } from "../snapshots/snapshots.ts";
import type { FollowerSettings, FromFollower, ToFollower } from "./messages.ts";
import { followPartition, type PartitionFollower } from "./partition_follower.ts";

declare const self: {
  onmessage: ((event: MessageEvent<ToFollower>) => void) | null;
  postMessage(message: FromFollower): void;
  close(): void;
};

/** How often a quiet partition is looked at: snapshots are due by the minute. */
const TICK_MS = 5_000;

const followers = new Map<number, Promise<PartitionFollower>>();
let settings: FollowerSettings | undefined;
let ticking: ReturnType<typeof setInterval> | undefined;

function start(partition: number): Promise<PartitionFollower> {
  if (!settings) throw new Error("the follower was not started");
  const { folder, durable } = settings;
  return followPartition({
    partition,
    settings,
    reader: openReader(folder, partition, durable),
    snapshots: openSnapshots(folder, partition),
    configurations: createConfigurations(openDocuments(folder)),
    clock: createClock(),
    tell: (message) => self.postMessage(message),
  });
}

async function follow(partition: number): Promise<void> {
  if (followers.has(partition)) return;
  const opened = start(partition);
  followers.set(partition, opened);
  try {
    await opened;
  } catch (error) {
    followers.delete(partition);
    throw error;
  }
}

async function each(work: (follower: PartitionFollower) => Promise<void>): Promise<void> {
  await Promise.all([...followers.values()].map(async (opened) => {
    const follower = await opened.catch(() => undefined); // whoever asked for it was told
    if (follower) await work(follower);
  }));
}

async function take(message: ToFollower): Promise<void> {
  switch (message.type) {
    case "start":
      settings = message.settings;
      ticking = setInterval(() => void each((follower) => follower.tick()), TICK_MS);
      return;
    case "follow":
      return await follow(message.partition);
    case "snapshot":
      return await (await followers.get(message.partition))?.snapshot();
    case "archive":
      return await (await followers.get(message.partition))?.archive();
    case "stop":
      clearInterval(ticking);
      await each((follower) => follower.stop());
      self.postMessage({ type: "stopped" });
      return self.close();
  }
}

self.onmessage = (event) => {
  take(event.data).catch((error) => {
    const partition = "partition" in event.data ? event.data.partition : -1;
    self.postMessage({ type: "alarm", partition, sentence: `The follower: ${error.message}` });
  });
};
