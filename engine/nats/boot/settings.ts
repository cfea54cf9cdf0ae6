import { jetstreamManager, type StreamConfig } from "@nats-io/jetstream";
import type { NatsConnection } from "@nats-io/transport-node";
import { noStream, wantedStreams } from "../streams.ts";
import { BUCKETS, bucketStream, STREAMS } from "../subjects.ts";
import { BootRefused } from "./refused.ts";

/** Settings that a promise rests on, by the words of the `nats` tool. */
const JUDGED: [field: keyof StreamConfig, flag: string][] = [
  ["retention", "--retention=limits"],
  ["storage", "--storage=file"],
  ["discard", "--discard=new"],
  ["deny_delete", "--deny-delete"],
  ["duplicate_window", "--dupe-window"],
  ["max_msgs_per_subject", "--max-msgs-per-subject=1"],
  ["allow_msg_ttl", "--allow-msg-ttl"],
];

/** What an engine itself uses and may look at. */
const USED: string[] = [
  STREAMS.journal,
  STREAMS.inbox,
  bucketStream(BUCKETS.keys),
  bucketStream(BUCKETS.leases),
  bucketStream(BUCKETS.cluster),
];

export async function checkStreams(nats: NatsConnection): Promise<void> {
  const manager = await jetstreamManager(nats, { checkAPI: false });
  const wanted = wantedStreams({ replicas: 1, journalBytesMax: 0 });
  for (const stream of wanted.filter(({ name }) => USED.includes(name))) {
    const found = await manager.streams.info(stream.name).catch(noStream);
    if (found === undefined) {
      throw new BootRefused(
        `The stream ${stream.name} is not there: run deno task cluster, or provision the streams ` +
          `as the operator, before an engine starts.`,
      );
    }
    for (const [field, flag] of JUDGED) {
      if (stream[field] === undefined || found.config[field] === stream[field]) continue;
      const value = flag.includes("=") || typeof stream[field] === "boolean"
        ? flag
        : `${flag}=${Number(stream[field]) / 1e9}s`;
      throw new BootRefused(
        `The stream ${stream.name} has ${field} ${found.config[field]} and needs ` +
          `${stream[field]}: nats stream edit ${stream.name} ${value}`,
      );
    }
  }
}
