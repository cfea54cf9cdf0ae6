/** A piece of `--long` in a thread of its own: one seed, or one hour of the day. */
import { simulateCluster } from "./cluster.ts";
import { simulateHour } from "./day.ts";

export type Piece = { seed: number } | { hour: number };

/** Between two acts come 20 steps on the average: 10,000 in all. */
export const ACTS = 500;
const SENTENCE_MAX = 500;

export interface PieceDone {
  piece: Piece;
  /** Where a promise was broken, or it did not converge. */
  broken?: string;
  steps: number;
  judged: Record<string, number>;
  marks: Record<string, number>;
}

async function play(piece: Piece): Promise<PieceDone> {
  try {
    const outcome = await ("hour" in piece
      ? simulateHour(piece.hour)
      : simulateCluster({ seed: piece.seed, acts: ACTS }));
    const judged: Record<string, number> = {};
    for (const one of outcome.verdicts) {
      judged[one.promise] = (judged[one.promise] ?? 0) + one.judged;
    }
    return { piece, steps: outcome.steps, judged, marks: Object.fromEntries(outcome.marks) };
  } catch (cause) {
    const broken = (cause as Error).message.slice(0, SENTENCE_MAX);
    return { piece, broken, steps: 0, judged: {}, marks: {} };
  }
}

/** The part of a worker's global that this uses; the browser's types are in force here. */
const thread = globalThis as unknown as {
  onmessage: (message: { data: Piece }) => void;
  postMessage(done: PieceDone): void;
};
thread.onmessage = async ({ data }) => thread.postMessage(await play(data));
