import { createHash } from "node:crypto";
import type { NatsConnection } from "@nats-io/transport-node";
import type { Snapshot, SnapshotName, Snapshots } from "../../ports/snapshots.ts";
import { BUCKETS } from "../subjects.ts";
import { openObjects } from "./objects.ts";

/**
 * Snapshots of one partition as objects `p<partition>/<sequence>-<level>-<layout>-<at>`, so that a
 * listing is enough to choose. The first 32 bytes are the SHA-256 of the state; what does not
 * check out counts as absent.
 */
const NAME = /^p(\d+)\/(\d+)-(\d+)-(\d+)-(\d+)$/;
const HASH_BYTES = 32;

const digest = (state: Uint8Array): Uint8Array => createHash("sha256").update(state).digest();

export function openSnapshots(nats: NatsConnection, partition: number): Snapshots {
  const objects = openObjects(nats, BUCKETS.snapshots);
  const nameOf = ({ sequence, level, layout, at }: SnapshotName): string =>
    `p${partition}/${sequence}-${level}-${layout}-${at}`;

  return {
    async put({ state, ...name }) {
      const bytes = new Uint8Array(HASH_BYTES + state.length);
      bytes.set(digest(state));
      bytes.set(state, HASH_BYTES);
      await objects.put(nameOf(name), bytes);
    },
    async list() {
      const names: SnapshotName[] = [];
      for (const stored of await objects.names()) {
        const match = NAME.exec(stored);
        if (match === null || Number(match[1]) !== partition) continue;
        const [sequence, level, layout, at] = match.slice(2).map(Number);
        names.push({ sequence, level, layout, at });
      }
      return names.sort((a, b) => b.sequence - a.sequence || b.at - a.at);
    },
    async read(name): Promise<Snapshot | undefined> {
      const bytes = await objects.read(nameOf(name));
      if (bytes === undefined || bytes.length < HASH_BYTES) return undefined;
      const state = bytes.subarray(HASH_BYTES);
      const sum = digest(state);
      if (!sum.every((byte, i) => bytes[i] === byte)) return undefined;
      const { sequence, level, layout, at } = name;
      return { sequence, level, layout, at, state };
    },
    remove: (name) => objects.remove(nameOf(name)),
  };
}
