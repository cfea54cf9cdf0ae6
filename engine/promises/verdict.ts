/** What a check found: how many cases it judged, and the first offences. */
export type PromiseId =
  | "P1"
  | "P2"
  | "P3"
  | "P4"
  | "P5"
  | "P6"
  | "P7"
  | "P8"
  | "P9"
  | "P10"
  | "P11"
  | "P12";

export interface Verdict {
  promise: PromiseId;
  judged: number;
  broken: number;
  /** The first offences, each one sentence with ids and numbers. */
  offences: string[];
}

/** Offences kept per promise; the rest is only counted. */
const OFFENCES_MAX = 20;

export const verdict = (promise: PromiseId): Verdict => ({
  promise,
  judged: 0,
  broken: 0,
  offences: [],
});

export function offend(verdict: Verdict, sentence: string): void {
  verdict.broken++;
  if (verdict.offences.length < OFFENCES_MAX) verdict.offences.push(sentence);
}
