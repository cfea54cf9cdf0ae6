import type { NatsConnection } from "@nats-io/transport-node";
import type { LeaseRead, LeaseWritten, PartitionLeases } from "../ports/partition_leases.ts";
import type { Publisher, Stored } from "./publisher.ts";
import { followMessages } from "./journal/consume.ts";
import { readMessage, streamFill } from "./stream_reads.ts";
import { BUCKETS, bucketStream, bucketSubject } from "./subjects.ts";

/**
 * Leases as entries of a bucket whose messages live 2 s (`Nats-TTL`). The library's `update` drops
 * the time to live, so a renewal is published by hand, with the revision that it replaces. When an
 * entry lapses the server leaves a marker for a moment; a lease given back is a marker of ours.
 * Watchers miss markers now and then: whoever waits looks each second as well.
 */
const LEASE_SECONDS = 2;
const OPERATION = "KV-Operation";
const MARKER = "Nats-Marker-Reason";
const GIVEN_BACK = "DEL";
const PREFIX = "partition.";

const encoder = new TextEncoder();
const decoder = new TextDecoder();

export function openLeases(nats: NatsConnection, publisher: Publisher): PartitionLeases {
  const stream = bucketStream(BUCKETS.leases);
  const subjectOf = (partition: number): string =>
    bucketSubject(BUCKETS.leases, `${PREFIX}${partition}`);

  const put = (partition: number, value: string, revision: number, more = {}) =>
    publisher.publish(subjectOf(partition), encoder.encode(value), {
      "Nats-TTL": `${LEASE_SECONDS}s`,
      "Nats-Expected-Last-Subject-Sequence": String(revision),
      ...more,
    });

  async function write(
    partition: number,
    owner: string,
    revision: number,
  ): Promise<LeaseWritten> {
    return writtenOf(await put(partition, owner, revision));
  }

  return {
    async read(partition): Promise<LeaseRead> {
      const found = await readMessage(nats, stream, { last_by_subj: subjectOf(partition) });
      if (found === undefined) return { state: "absent", revision: 0, released: false };
      const { sequence: revision } = found;
      const operation = found.header(OPERATION);
      if (operation !== undefined || found.header(MARKER) !== undefined) {
        return { state: "absent", revision, released: operation === GIVEN_BACK };
      }
      return { state: "held", owner: decoder.decode(found.data), revision };
    },
    create: write,
    renew: write,
    async release(partition, revision) {
      await put(partition, "", revision, { [OPERATION]: GIVEN_BACK });
    },
    watch(hint) {
      let stop = (): void => {};
      let stopped = false;
      const all = bucketSubject(BUCKETS.leases, `${PREFIX}*`);
      const begin = (after: number): void => {
        if (stopped) return;
        stop = followMessages(nats, stream, all, after, (message) => {
          if (message.data.length === 0) hint(partitionIn(message.subject));
        });
      };
      // The markers of lapsed leases are in the stream alone, nobody publishes them.
      streamFill(nats, stream).then((fill) => begin(fill?.last ?? 0), () => begin(0));
      return () => {
        stopped = true;
        stop();
      };
    },
  };
}

const partitionIn = (subject: string): number =>
  Number(subject.slice(subject.lastIndexOf(".") + 1));

function writtenOf(stored: Stored): LeaseWritten {
  switch (stored.state) {
    case "stored":
      return { state: "held", revision: stored.sequence };
    case "refused":
      return stored.code === WRONG_LAST ? { state: "refused" } : { state: "unknown" };
    case "silent":
      return { state: "unknown" };
  }
}

/** 10164 says that a replica is being written to: nothing is known, as with silence. */
const WRONG_LAST = 10_071;
