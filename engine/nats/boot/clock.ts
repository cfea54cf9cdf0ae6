import type { NatsConnection } from "@nats-io/transport-node";
import { createPublisher } from "../publisher.ts";
import { readMessage } from "../stream_reads.ts";
import { BUCKETS, bucketStream, bucketSubject } from "../subjects.ts";
import { BootRefused } from "./refused.ts";

/** As partition time alarms and fences (architecture §7). */
const ALARM_OVER_MS = 2_000;
const REFUSE_OVER_MS = 60_000;
const KEY = "boot.clock";

/** This machine's clock against the time at which the server stores a message. */
export async function checkClock(
  nats: NatsConnection,
  report: (sentence: string) => void,
): Promise<void> {
  const publisher = createPublisher(nats);
  const subject = bucketSubject(BUCKETS.leases, KEY);
  const sentAt = Date.now();
  const stored = await publisher.publish(subject, new Uint8Array(0), { "Nats-TTL": "2s" });
  const takenMs = Date.now() - sentAt;
  publisher.close();
  if (stored.state !== "stored") {
    throw new BootRefused(`NATS does not store a message (${stored.reason}): look at its streams.`);
  }
  const ask = { seq: stored.sequence };
  const message = await readMessage(nats, bucketStream(BUCKETS.leases), ask);
  if (message !== undefined) judgeClock(sentAt + takenMs / 2 - message.storedAt, takenMs, report);
}

export function judgeClock(
  aheadMs: number,
  takenMs: number,
  report: (sentence: string) => void,
): void {
  const differenceMs = Math.max(0, Math.abs(aheadMs) - takenMs);
  const sentence = `This machine's clock is ${Math.round(aheadMs)} ms ahead of the NATS server's`;
  if (differenceMs > REFUSE_OVER_MS) {
    throw new BootRefused(
      `${sentence}: let both keep time (timedatectl set-ntp true), then start.`,
    );
  }
  if (differenceMs > ALARM_OVER_MS) report(sentence);
}
