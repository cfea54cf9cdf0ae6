import type { NatsConnection } from "@nats-io/transport-node";
import { isToken } from "../../contract/wire/ids.ts";
import { LEVEL } from "../../contract/wire/level.ts";
import type { Publisher } from "../publisher.ts";
import { readMessage, streamFill, type StreamMessage } from "../stream_reads.ts";
import { BUCKETS, bucketStream, bucketSubject } from "../subjects.ts";

/**
 * Which processes live and what each knows, as they tell it themselves. Two things could hide one:
 * a clock that is wrong, and a name that two share. So what is recent is judged by the server's
 * clock alone, and a process tells in a place that no other one that lives tells in: `name`, or
 * `name_2` and so on. It keeps it by the expectation that nobody wrote there since; whoever finds
 * somebody else looks for another place.
 */
export type MemberKind = "engine" | "gateway" | "projector" | "relay" | "archiver";

export const TELL_EVERY_MS = 5_000;
/** A process that was not heard of for so long has ended: a few tellings may be lost. */
const SILENT_AFTER_MS = 30_000;
/** The largest installation has a few hundred processes. */
const MEMBERS_MAX = 10_000;
/** Processes of one kind that share a name. */
const SAME_NAME_MAX = 100;
const STALE = 10_071;

const encoder = new TextEncoder();
const decoder = new TextDecoder();
const stream = bucketStream(BUCKETS.cluster);

const subjectOf = (kind: string, place: string): string =>
  bucketSubject(BUCKETS.cluster, `member.${kind}.${place}`);

export interface Told {
  who: string;
  level: number;
}

/** What stands in a place. Older builds tell no instance. */
interface Telling {
  level: number;
  /** The process's own clock, for readers; 0 when it has left. */
  at: number;
  instance?: string;
}

const tellingOf = (message: StreamMessage): Telling => JSON.parse(decoder.decode(message.data));

const serverNow = async (nats: NatsConnection): Promise<number> =>
  (await streamFill(nats, stream))?.at ?? 0;

const lives = (message: StreamMessage, now: number): boolean =>
  tellingOf(message).at !== 0 && message.storedAt > now - SILENT_AFTER_MS;

export interface Membership {
  tell(): Promise<void>;
  leave(): Promise<void>;
}

export function createMembership(
  nats: NatsConnection,
  publisher: Publisher,
  kind: MemberKind,
  name: string,
): Membership {
  const instance = crypto.randomUUID();
  /** Where it told last, and the sequence of that. */
  let mine: { subject: string; sequence: number } | undefined;

  async function write(subject: string, expected: number, at: number): Promise<boolean> {
    const body = encoder.encode(JSON.stringify({ level: LEVEL, at, instance } satisfies Telling));
    const head = { "Nats-Expected-Last-Subject-Sequence": String(expected) };
    const answer = await publisher.publish(subject, body, head);
    if (answer.state === "stored") mine = { subject, sequence: answer.sequence };
    return answer.state !== "refused" || answer.code !== STALE;
  }

  async function find(): Promise<void> {
    const now = await serverNow(nats);
    for (let count = 1; count <= SAME_NAME_MAX; count++) {
      const subject = subjectOf(kind, count === 1 ? name : `${name}_${count}`);
      const found = await readMessage(nats, stream, { last_by_subj: subject });
      const free = found === undefined || !lives(found, now) ||
        tellingOf(found).instance === instance;
      if (free && await write(subject, found?.sequence ?? 0, Date.now())) return;
    }
    throw new Error(`${SAME_NAME_MAX} living processes are called ${name}: set TIDEGATE_NAME`);
  }

  return {
    async tell() {
      if (mine === undefined || !await write(mine.subject, mine.sequence, Date.now())) await find();
    },
    async leave() {
      if (mine !== undefined) await write(mine.subject, mine.sequence, 0);
    },
  };
}

/** Everyone, or everyone of a kind, who told its level lately and has not left. */
export async function livingMembers(
  nats: NatsConnection,
  kind: MemberKind | "*" = "*",
): Promise<Told[]> {
  const now = await serverNow(nats);
  const found: Told[] = [];
  const next_by_subj = subjectOf(kind, "*");
  for (let seq = 1, read = 0; read < MEMBERS_MAX; read++) {
    const message = await readMessage(nats, stream, { seq, next_by_subj });
    if (message === undefined) break;
    seq = message.sequence + 1;
    const who = message.subject.split(".").slice(-1)[0];
    if (isToken(who) && lives(message, now)) found.push({ who, level: tellingOf(message).level });
  }
  return found;
}
