/**
 * The client's own history, a line of JSON on k6's console output, which the runner sends to a
 * file: `sent` stands there before the request leaves, the outcome after it came. Outcomes and
 * observations carry how long they took, and what only the report reads has kinds of its own.
 */
const write = (record: Record<string, unknown>): void =>
  console.log(JSON.stringify({ at: Date.now(), ...record }));

export const sent = (client: string, id: string, command: string): void =>
  write({ kind: "sent", client, id, command });

export interface Outcome {
  seq?: number;
  conversation?: string;
  message?: string;
  code?: string;
}

/** `status` 0 is a reply that never came: nothing is written, and the outcome stays unknown. */
export function outcome(
  client: string,
  id: string,
  command: string,
  status: number,
  got: Outcome,
  ms?: number,
): void {
  if (status === 0) return;
  const { seq, conversation, message } = got;
  const base = { client, id, command, ms };
  if (status < 300 && seq !== undefined) {
    return write({ ...base, kind: "acknowledged", seq, conversation, message });
  }
  write({ ...base, kind: "refused", code: got.code ?? String(status) });
}

export interface Observation {
  observer: string;
  conversation: string;
  seq: number;
  prev: number;
  author?: string;
  /** The author's own numbering, where it has one. */
  number?: number;
  /** From the author's sending to here; both clocks are this machine's. */
  ms?: number;
}

export const observed = (what: Observation): void => write({ kind: "observed", ...what });

export const resynchronised = (observer: string, conversation: string, lastSeq: number): void =>
  write({ kind: "resynchronised", observer, conversation, lastSeq });

/** What went wrong, with its reason. */
export function failure(why: string, answer?: { status: number; body: { code?: string } }): void {
  write({ kind: "failed", why, status: answer?.status, code: answer?.body.code });
}

/** What only the report reads. */
export type Noted =
  | { kind: "arrived"; lateMs: number }
  | { kind: "answered"; waitMs: number }
  | { kind: "assigned"; waitMs: number; sinceOpenMs: number; low?: number; high?: number }
  | { kind: "gave_up"; how: string; waitedMs: number }
  | { kind: "left" }
  | { kind: "positions"; gapMs: number; count: number }
  | { kind: "alert"; lateMs: number; threshold: string; inLine: boolean }
  | { kind: "wall"; groups: unknown }
  | { kind: "socket_lost"; code: number; side: string }
  | { kind: "socket_opened"; side: string }
  | ({ kind: "followed" } & Record<string, number | string>);

export const note = (what: Noted): void => write({ ...what });
