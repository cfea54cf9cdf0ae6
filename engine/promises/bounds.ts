/** P11, bounded: a gauge never passes the cap that its owner names. */
import { offend, type Verdict } from "./verdict.ts";

export interface Bound {
  name: string;
  value: number;
  max: number;
}

export function judgeBounds(verdict: Verdict, samples: Bound[]): void {
  for (const { name, value, max } of samples) {
    verdict.judged++;
    if (value > max) offend(verdict, `${name} is ${value}, its bound is ${max}`);
  }
}
