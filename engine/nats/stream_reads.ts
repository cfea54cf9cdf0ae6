import { Buffer } from "node:buffer";
import type { NatsConnection } from "@nats-io/transport-node";

/**
 * Reading single messages of a stream from its leader. Direct gets are answered by any replica,
 * which may be behind: a stale tail would let an owner go on that was replaced.
 */
export interface StreamMessage {
  subject: string;
  sequence: number;
  /** Epoch ms at which the stream stored it. */
  storedAt: number;
  header(name: string): string | undefined;
  data: Uint8Array;
}

/** No leader answered in time: nothing is known. */
class NoLeader extends Error {
  override name = "NoLeader";
}

export type MessageAsk =
  | { seq: number }
  | { last_by_subj: string }
  | { seq: number; next_by_subj: string };

const ANSWER_WITHIN_MS = 2_000;
const NO_MESSAGE = 10_037;
const NO_STREAM = 10_059;

interface MessageAnswer {
  message?: { subject: string; seq: number; time: string; hdrs?: string; data?: string };
  error?: { err_code?: number; description?: string };
}

/** The message, or undefined when the leader says that there is none. Throws NoLeader. */
export async function readMessage(
  nats: NatsConnection,
  stream: string,
  ask: MessageAsk,
): Promise<StreamMessage | undefined> {
  const answer = await askLeader<MessageAnswer>(nats, `$JS.API.STREAM.MSG.GET.${stream}`, ask);
  if (answer.error?.err_code === NO_MESSAGE) return undefined;
  if (answer.message === undefined) throw new NoLeader(answer.error?.description ?? "no message");
  const { subject, seq, time, hdrs, data } = answer.message;
  const head = hdrs === undefined ? "" : Buffer.from(hdrs, "base64").toString("utf8");
  return {
    subject,
    sequence: seq,
    storedAt: Date.parse(time),
    header: (name) => headerOf(head, name),
    data: data === undefined ? new Uint8Array(0) : new Uint8Array(Buffer.from(data, "base64")),
  };
}

function headerOf(head: string, name: string): string | undefined {
  const wanted = `${name.toLowerCase()}:`;
  for (const line of head.split("\r\n")) {
    if (line.toLowerCase().startsWith(wanted)) return line.slice(wanted.length).trim();
  }
  return undefined;
}

export interface StreamFill {
  bytes: number;
  /** 0 when the stream has no limit. */
  bytesMax: number;
  first: number;
  last: number;
  createdAt: number;
  /** Epoch ms on the server's clock when it answered; undefined from one older than 2.10. */
  at?: number;
}

interface InfoAnswer {
  created: string;
  ts?: string;
  config: { max_bytes: number };
  state: { bytes: number; first_seq: number; last_seq: number };
  error?: { err_code?: number; description?: string };
}

/** How full a stream is, by its leader; undefined when there is no such stream. */
export async function streamFill(
  nats: NatsConnection,
  stream: string,
): Promise<StreamFill | undefined> {
  const answer = await askLeader<InfoAnswer>(nats, `$JS.API.STREAM.INFO.${stream}`, {});
  if (answer.error?.err_code === NO_STREAM) return undefined;
  if (answer.error !== undefined) throw new NoLeader(answer.error.description);
  const { state, config, created, ts } = answer;
  return {
    bytes: state.bytes,
    bytesMax: Math.max(0, config.max_bytes),
    first: state.first_seq,
    last: state.last_seq,
    createdAt: Date.parse(created),
    at: ts === undefined ? undefined : Date.parse(ts),
  };
}

async function askLeader<Answer>(nats: NatsConnection, subject: string, ask: object) {
  try {
    const timeout = { timeout: ANSWER_WITHIN_MS };
    return (await nats.request(subject, JSON.stringify(ask), timeout)).json<Answer>();
  } catch (cause) {
    throw new NoLeader(`${subject}: ${(cause as Error).message}`, { cause });
  }
}
