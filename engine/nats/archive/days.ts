import { readMessage, type StreamMessage } from "../stream_reads.ts";
import { journalSubject, STREAMS } from "../subjects.ts";
import type { Keeping } from "./keep.ts";
import type { StoredBatch } from "./pieces.ts";

/** Raw bytes of one object; a day of a busy partition has many. */
const PIECE_BYTES = 8 * 1024 * 1024;
/** Batches read at one tick; the next one goes on. */
const BATCHES_PER_TICK = 20_000;

const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** Archives the days that are over, from `through` on; resolves with the newest archived. */
export async function archiveDays(keeping: Keeping, through: number): Promise<number> {
  const today = dayOf(keeping.clock.wall());
  let archived = through;
  let day = "";
  let piece: StoredBatch[] = [];
  let bytes = 0;

  async function close(): Promise<void> {
    if (piece.length === 0) return;
    await keeping.archive.put(day, piece);
    archived = piece.at(-1)!.sequence;
    piece = [];
    bytes = 0;
  }

  let from = through + 1;
  for (let count = 0; count < BATCHES_PER_TICK; count++) {
    const message = await next(keeping, from);
    if (message === undefined || dayOf(message.storedAt) >= today) break;
    const its = dayOf(message.storedAt);
    if (its !== day || bytes >= PIECE_BYTES) await close();
    day = its;
    piece.push({ sequence: message.sequence, data: message.data });
    bytes += message.data.length;
    from = message.sequence + 1;
  }
  await close();
  return archived;
}

const next = (
  { nats, partition }: Keeping,
  from: number,
): Promise<StreamMessage | undefined> =>
  readMessage(nats, STREAMS.journal, { seq: from, next_by_subj: journalSubject(partition) });
