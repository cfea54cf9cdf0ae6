import type { NatsConnection } from "@nats-io/transport-node";
import { LEVEL } from "../../contract/wire/level.ts";
import { BootRefused } from "../boot/refused.ts";
import type { Publisher } from "../publisher.ts";
import { readMessage } from "../stream_reads.ts";
import { BUCKETS, bucketStream, bucketSubject, STREAMS } from "../subjects.ts";
import { createMembership, livingMembers, type MemberKind, TELL_EVERY_MS } from "./members.ts";

/**
 * Which level the cluster writes (architecture §3, levels). While builds of two levels run side by
 * side, batches and snapshots keep the older one, so that every process can read them and an upgrade
 * can be taken back. `deno task raise-level` ends that, and only when every process that lives knows
 * the new level: each tells its own every few seconds (`members.ts`). One that knows less does not
 * start any more.
 */
const ACTIVE = bucketSubject(BUCKETS.cluster, "level");
const encoder = new TextEncoder();
const decoder = new TextDecoder();
const stream = bucketStream(BUCKETS.cluster);

export interface Joined {
  /** The level to write. */
  level(): number;
  leave(): Promise<void>;
}

/** Undefined when nobody has said it yet. */
async function readActive(nats: NatsConnection): Promise<number | undefined> {
  const found = await readMessage(nats, stream, { last_by_subj: ACTIVE });
  return found === undefined ? undefined : Number(decoder.decode(found.data));
}

/** A cluster whose level nobody noted goes on with that of its newest batch; a new one with ours. */
async function activeLevel(nats: NatsConnection, publisher: Publisher): Promise<number> {
  const active = await readActive(nats);
  if (active !== undefined) return active;
  const newest = await readMessage(nats, STREAMS.journal, { last_by_subj: "tg.j.*" });
  const level = newest === undefined
    ? LEVEL
    : Number(JSON.parse(decoder.decode(newest.data)).level);
  const first = { "Nats-Expected-Last-Subject-Sequence": "0" };
  await publisher.publish(ACTIVE, encoder.encode(String(level)), first);
  return await readActive(nats) ?? level;
}

/** Throws BootRefused when the cluster writes what this build cannot read. */
export async function joinCluster(
  nats: NatsConnection,
  publisher: Publisher,
  kind: MemberKind,
  name: string,
): Promise<Joined> {
  let active = kind === "engine"
    ? await activeLevel(nats, publisher)
    : await readActive(nats) ?? LEVEL;
  if (active > LEVEL) {
    throw new BootRefused(
      `The cluster writes level ${active} and this build knows up to ${LEVEL}: start the newer ` +
        `build; what is written cannot be taken back to an older one.`,
    );
  }
  const membership = createMembership(nats, publisher, kind, name);
  await membership.tell();
  const telling = setInterval(() => {
    membership.tell().catch(() => {}); // no leader now: the next one is soon
    readActive(nats).then((level) => active = Math.min(LEVEL, level ?? active)).catch(() => {});
  }, TELL_EVERY_MS);
  return {
    level: () => active,
    async leave() {
      clearInterval(telling);
      await membership.leave();
    },
  };
}

export type Raised =
  | { state: "raised"; from: number; to: number }
  | { state: "there"; level: number }
  /** Processes that live and know less, or nobody who lives at all. */
  | { state: "refused"; behind: string[]; living: number };

/** Lets the cluster write this build's level from now on. There is no way back. */
export async function raiseLevel(nats: NatsConnection, publisher: Publisher): Promise<Raised> {
  const from = await activeLevel(nats, publisher);
  if (from >= LEVEL) return { state: "there", level: from };
  const living = await livingMembers(nats);
  const behind = living.filter(({ level }) => level < LEVEL).map(({ who }) => who);
  if (behind.length > 0 || living.length === 0) {
    return { state: "refused", behind, living: living.length };
  }
  const stored = await publisher.publish(ACTIVE, encoder.encode(String(LEVEL)));
  if (stored.state !== "stored") throw new Error(`the level could not be noted: ${stored.reason}`);
  return { state: "raised", from, to: LEVEL };
}
