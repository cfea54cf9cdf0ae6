import { createHash } from "node:crypto";
import type { Snapshot, SnapshotName, Snapshots } from "../../ports/snapshots.ts";
import { readIfThere, removeIfThere, writeDurably } from "../durable_file.ts";
import { partitionFolder } from "../journal/segment.ts";

/**
 * One file per snapshot: `<sequence>-<level>-<layout>-<at>.snap`, so that a listing is enough to
 * choose. Content: magic 8, SHA-256 of the rest 32, state. One that does not check out counts as
 * absent: an older one, or the journal alone, gives the same state.
 */
const NAME = /^(\d{15})-(\d+)-(\d+)-(\d+)\.snap$/;
const MAGIC = new TextEncoder().encode("TGSNAP1\0");
const HASH_BYTES = 32;
const HEADER_BYTES = MAGIC.length + HASH_BYTES;

const fileName = (name: SnapshotName): string =>
  `${String(name.sequence).padStart(15, "0")}-${name.level}-${name.layout}-${name.at}.snap`;

const digest = (state: Uint8Array): Uint8Array => createHash("sha256").update(state).digest();

export function openSnapshots(dataFolder: string, partition: number): Snapshots {
  const folder = partitionFolder(dataFolder, "snapshots", partition);
  return {
    async put({ state, ...name }) {
      await Deno.mkdir(folder, { recursive: true });
      const bytes = new Uint8Array(HEADER_BYTES + state.length);
      bytes.set(MAGIC);
      bytes.set(digest(state), MAGIC.length);
      bytes.set(state, HEADER_BYTES);
      await writeDurably(`${folder}/${fileName(name)}`, bytes);
    },
    async list() {
      const names: SnapshotName[] = [];
      try {
        for await (const entry of Deno.readDir(folder)) {
          const match = NAME.exec(entry.name);
          if (!match) continue;
          const [sequence, level, layout, at] = match.slice(1).map(Number);
          names.push({ sequence, level, layout, at });
        }
      } catch (error) {
        if (!(error instanceof Deno.errors.NotFound)) throw error;
      }
      return names.sort((a, b) => b.sequence - a.sequence || b.at - a.at);
    },
    async read(name): Promise<Snapshot | undefined> {
      const bytes = await readIfThere(`${folder}/${fileName(name)}`);
      if (!bytes || bytes.length < HEADER_BYTES) return undefined;
      if (!MAGIC.every((byte, i) => bytes[i] === byte)) return undefined;
      const state = bytes.subarray(HEADER_BYTES);
      const sum = digest(state);
      if (!sum.every((byte, i) => bytes[MAGIC.length + i] === byte)) return undefined;
      const { sequence, level, layout, at } = name;
      return { sequence, level, layout, at, state };
    },
    async remove(name) {
      await removeIfThere(`${folder}/${fileName(name)}`);
    },
  };
}
