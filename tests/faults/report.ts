/** What `deno task faults` found: a row of the table beside what its tests did, saw and judged. */
import type { Count } from "../support/test_run.ts";
import type { Row } from "./table.ts";
import type { Told } from "./told.ts";

export interface Played extends Count {
  path: string;
  seconds: number;
  told: Told[];
}

interface RowReport {
  fault: string;
  /** Not played: none of its tests has run yet, or all were skipped. */
  state: "survived" | "broken" | "not played";
  played: Played[];
}

export interface FaultsReport {
  commit: string;
  at: string;
  counts: "full" | "short";
  rows: RowReport[];
}

function stateOf(row: Row, played: readonly Played[]): RowReport["state"] {
  if (played.some(({ failed }) => failed > 0)) return "broken";
  const whole = row.played.every((path) =>
    played.some((one) => one.path === path && one.passed > 0 && one.skipped === 0)
  );
  return whole ? "survived" : "not played";
}

export function rowReport(row: Row, all: ReadonlyMap<string, Played>): RowReport {
  const played = row.played.flatMap((path) => all.get(path) ?? []);
  return { fault: row.fault, state: stateOf(row, played), played };
}

/** A row in one line, and a line for each thing that was told. */
export function linesOf({ fault, state, played }: RowReport): string[] {
  const told = played.flatMap((one) => one.told);
  const tests = played.reduce((sum, { passed }) => sum + passed, 0);
  return [
    `${state.padEnd(10)} ${fault}: ${tests} tests passed`,
    ...told.map(({ injected, seen, recoveryMs, judged }) => {
      const cases = Object.entries(judged).map((one) => one.join(" ")).join(", ");
      return `  ${injected}; ${seen}; back after ${recoveryMs} ms; judged: ${cases}`;
    }),
  ];
}
