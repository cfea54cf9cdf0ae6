import type { AgentRecord } from "../../contract/wire/roster.ts";

/**
 * An agent at work. With k conversations the work of all of them together goes on at `pace[k − 1]`,
 * shared equally (limited processor sharing, Tezcan & Zhang 2014): everybody here gains work at the
 * same speed, so a conversation is over when the work done for each since the agent came has grown
 * by its own.
 */
export interface Worker {
  id: string;
  /** Index into the staff. */
  nth: number;
  team: number;
  record: AgentRecord;
  pace: number[];
  present: boolean;
  /** Takes nothing new, and goes home with the last conversation. */
  leaving: boolean;
  /** Since when present, and up to when its work is counted. */
  sinceAt: number;
  countedAt: number;
  chats: Chat[];
  /** Work done for each conversation, up to `workedAt`, and how fast it grows. */
  work: number;
  workedAt: number;
  speed: number;
  /** When the next conversation is over; Infinity with none. */
  endAt: number;
}

interface Chat {
  /** Number of the visitor. */
  n: number;
  /** Over when `work` has come to this. */
  until: number;
}

export const createWorker = (
  of: Pick<Worker, "id" | "nth" | "team" | "record" | "pace">,
): Worker => ({
  ...of,
  present: false,
  leaving: false,
  sinceAt: 0,
  countedAt: 0,
  chats: [],
  work: 0,
  workedAt: 0,
  speed: 0,
  endAt: Infinity,
});

/** Sums of shares are not exact; far below a millisecond. */
const ROUNDING = 1e-6;

export function takeUp(worker: Worker, n: number, workMs: number, now: number): void {
  goOn(worker, now);
  worker.chats.push({ n, until: worker.work + workMs });
  keepPace(worker, now);
}

/** The conversation that is over by now. */
export function overBy(worker: Worker, now: number): number {
  goOn(worker, now);
  const [first, ...rest] = worker.chats;
  return rest.reduce((least, chat) => chat.until < least.until ? chat : least, first).n;
}

/** Out of the agent's hands, over or not: what work is left of it. */
export function layDown(worker: Worker, n: number, now: number): number {
  goOn(worker, now);
  const at = worker.chats.findIndex((chat) => chat.n === n);
  const [{ until }] = worker.chats.splice(at, 1);
  keepPace(worker, now);
  return Math.max(1, until - worker.work);
}

/** How full an agent is, by the conversations that its pace knows; light work may be more. */
export const loadOf = ({ chats, pace }: Worker): number => Math.min(1, chats.length / pace.length);

function goOn(worker: Worker, now: number): void {
  worker.work += (now - worker.workedAt) * worker.speed;
  worker.workedAt = now;
}

function keepPace(worker: Worker, now: number): void {
  const { chats, pace } = worker;
  const count = chats.length;
  worker.speed = count === 0 ? 0 : pace[Math.min(count, pace.length) - 1] / count;
  let least = Infinity;
  for (const { until } of chats) if (until < least) least = until;
  worker.endAt = count === 0
    ? Infinity
    : now + Math.max(0, Math.ceil((least - worker.work) / worker.speed - ROUNDING));
}
