/** What a run's history says, read once: latencies by step, what became of people, what failed. */
export interface Reading {
  /** Latencies by step, each with the moment it was known, ms. */
  steps: Map<string, { at: number; ms: number }[]>;
  counts: Map<string, number>;
  /** Notes of the scripts by kind. */
  notes: Map<string, Record<string, unknown>[]>;
  begunAt: number;
  endedAt: number;
}

type Line = Record<string, unknown> & { at: number; kind: string };

const STEP_OF: Record<string, string> = {
  "conversation.open": "open",
  "conversation.message": "own_message",
  "conversation.close": "close",
  "conversation.leave": "leave",
};

export function readHistory(text: string): Reading {
  const reading: Reading = {
    steps: new Map(),
    counts: new Map(),
    notes: new Map(),
    begunAt: Infinity,
    endedAt: 0,
  };
  for (const row of text.split("\n")) {
    if (row === "") continue;
    let line: Line;
    try {
      line = JSON.parse(row);
    } catch {
      continue; // torn when the load was ended
    }
    reading.begunAt = Math.min(reading.begunAt, line.at);
    reading.endedAt = Math.max(reading.endedAt, line.at);
    take(reading, line);
  }
  return reading;
}

function take(reading: Reading, line: Line): void {
  const { kind, at } = line;
  reading.counts.set(kind, (reading.counts.get(kind) ?? 0) + 1);
  const ms = typeof line.ms === "number" ? line.ms : undefined;
  if (kind === "acknowledged") {
    const step = STEP_OF[String(line.command)];
    if (step && ms !== undefined) put(reading.steps, step, { at, ms });
  } else if (kind === "observed") {
    if (ms !== undefined) put(reading.steps, "message", { at, ms });
  } else if (kind !== "sent" && kind !== "refused" && kind !== "resynchronised") {
    put(reading.notes, kind, line);
  }
}

function put<T>(index: Map<string, T[]>, name: string, value: T): void {
  const found = index.get(name);
  if (found) found.push(value);
  else index.set(name, [value]);
}

export const numbersOf = (reading: Reading, kind: string, field: string): number[] =>
  (reading.notes.get(kind) ?? []).map((note) => Number(note[field])).filter(Number.isFinite);
