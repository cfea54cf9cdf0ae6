import { Buffer } from "node:buffer";
import type { NatsConnection } from "@nats-io/transport-node";
import type { Keys } from "../../contract/ports/keys.ts";
import { openJson } from "../../contract/sealing.ts";
import type { Publisher } from "../publisher.ts";
import { readMessage } from "../stream_reads.ts";
import { STREAMS } from "../subjects.ts";

/**
 * Puts refused inbox messages into the inbox once more, after what refused them was mended. The
 * message keeps the id its sender gave it, so one that was accepted meanwhile is not done twice.
 * Who sent it is not in the letter: it comes back as the operator's.
 */
export interface Redriven {
  sent: number;
  /** Letters without a message: poison of the engine itself, or its key was destroyed. */
  left: number;
}

interface Letter {
  subject?: string;
  key?: string;
  sealed?: string;
}

/** `tg.i.<partition>.<workspace>.in.<entity>.<verb>` */
const INBOX = /^tg\.i\.\d+\.([A-Za-z0-9_-]+)\.in\.([A-Za-z0-9_.-]+)$/;

export async function redrive(
  nats: NatsConnection,
  { publisher, keys }: { publisher: Publisher; keys: Keys },
  workspace: string,
  from: number,
): Promise<Redriven> {
  const redriven: Redriven = { sent: 0, left: 0 };
  const subject = `tg.dead.${workspace}.>`;
  for (let seq = Math.max(1, from);;) {
    const message = await readMessage(nats, STREAMS.dead, { seq, next_by_subj: subject });
    if (message === undefined) return redriven;
    seq = message.sequence + 1;
    const data = await open(keys, JSON.parse(Buffer.from(message.data).toString("utf8")));
    if (data === undefined) {
      redriven.left++;
      continue;
    }
    const stored = await publisher.publish(data.subject, data.body);
    if (stored.state !== "stored") {
      throw new Error(`dead letter ${message.sequence} was not taken: begin there again`);
    }
    redriven.sent++;
  }
}

async function open(
  keys: Keys,
  { subject, key, sealed }: Letter,
): Promise<{ subject: string; body: Uint8Array } | undefined> {
  const match = INBOX.exec(subject ?? "");
  const bytes = key === undefined ? undefined : await keys.read(key);
  if (match === null || bytes === undefined || sealed === undefined) return undefined;
  const body = openJson(bytes, sealed);
  if (typeof body !== "string") return undefined;
  const [, workspace, name] = match;
  return {
    subject: `tg.v1.${workspace}.in.${name}`,
    body: new Uint8Array(Buffer.from(body, "base64")),
  };
}
