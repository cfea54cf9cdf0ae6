/** CPU time of this process, and figures as every bench of the project writes them. */
import { execFileSync } from "node:child_process";
import { cpus, totalmem } from "node:os";
import process from "node:process";

export interface Figure {
  name: string;
  value: number;
  unit: string;
  min?: number;
  median?: number;
  max?: number;
  ratioTo?: string;
  goal?: string;
  met?: boolean;
  note?: string;
}

/** Nanoseconds of CPU time per unit of `run`, sorted, one per repetition. */
export function cpuNsEach(repetitions: number, units: number, run: () => void): number[] {
  const samples: number[] = [];
  for (let n = 0; n < repetitions; n++) {
    const before = process.cpuUsage();
    run();
    const spent = process.cpuUsage(before);
    samples.push((spent.user + spent.system) * 1000 / units);
  }
  return samples.sort((a, b) => a - b);
}

/** All that is not reachable, and the pages it stood on; false where V8 does not allow to ask. */
export function collectGarbage(): boolean {
  const collect = (globalThis as { gc?: (options: Record<string, string>) => void }).gc;
  collect?.({ type: "major", execution: "sync", flavor: "last-resort" });
  return collect !== undefined;
}

export function medianOf(sorted: number[]): number {
  return sorted[sorted.length >> 1];
}

/** A figure from samples; `atLeast` tells whether more or less is better. */
export function figure(
  name: string,
  unit: string,
  samples: number[],
  goal?: { value: number; atLeast: boolean },
  note?: string,
): Figure {
  const sorted = [...samples].sort((a, b) => a - b);
  const value = medianOf(sorted);
  const made: Figure = {
    name,
    value,
    unit,
    min: sorted[0],
    median: value,
    max: sorted[sorted.length - 1],
  };
  if (goal !== undefined) {
    made.goal = `${goal.atLeast ? "≥" : "≤"} ${goal.value}`;
    made.met = goal.atLeast ? value >= goal.value : value <= goal.value;
  }
  if (note !== undefined) made.note = note;
  return made;
}

/** The document of a bench run. */
export function report(bench: string, seed: number, figures: Figure[]): string {
  const document = {
    bench,
    at: new Date().toISOString(),
    commit: commit(),
    machine: { cpu: cpus()[0]?.model ?? "", cores: cpus().length, memoryBytes: totalmem() },
    versions: { deno: Deno.version.deno, v8: Deno.version.v8 },
    seed,
    figures,
  };
  return JSON.stringify(document, null, 2) + "\n";
}

function commit(): string {
  try {
    return execFileSync("git", ["rev-parse", "HEAD"], { encoding: "utf8" }).trim();
  } catch {
    // A copy without its repository measures as well.
    return "";
  }
}
