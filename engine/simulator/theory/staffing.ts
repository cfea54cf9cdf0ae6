import { erlangA, erlangAServedWithin, erlangCFigures } from "./erlang.ts";

/** What is asked of a staff, in the rates' unit of time; what is absent is not asked. */
export interface StaffingAsk {
  lambda: number;
  mu: number;
  /** Rate of giving up; 0 = nobody does. */
  theta: number;
  within: number;
  /** At least so many answered within `within`, at most so many who give up, so long a mean wait. */
  sl?: number;
  abandons?: number;
  meanWait?: number;
}

export interface Staffing {
  agents: number;
  sl: number;
  waits: number;
  abandons: number;
  meanWait: number;
  occupancy: number;
}

/** More agents than this mean a typing error. */
const AGENTS_MAX = 20_000;

/** The smallest staff that meets everything asked, or undefined. All figures grow with it. */
export function staffing(ask: StaffingAsk): Staffing | undefined {
  let most = 1;
  while (!isMet(ask, figuresOf(ask, most))) if ((most *= 2) > AGENTS_MAX) return undefined;
  let least = Math.floor(most / 2);
  while (most - least > 1) {
    const middle = (least + most) >> 1;
    if (isMet(ask, figuresOf(ask, middle))) most = middle;
    else least = middle;
  }
  return figuresOf(ask, most);
}

export function figuresOf({ lambda, mu, theta, within }: StaffingAsk, n: number): Staffing {
  if (theta === 0) {
    const { waits, meanWait, occupancy, serviceLevel } = erlangCFigures({ lambda, mu, n, within });
    return { agents: n, sl: serviceLevel, waits, abandons: 0, meanWait, occupancy };
  }
  const figures = erlangA({ lambda, mu, theta, n });
  const sl = erlangAServedWithin({ lambda, mu, theta, n, within });
  const { waits, abandons, meanWait, occupancy } = figures;
  return { agents: n, sl, waits, abandons, meanWait, occupancy };
}

const isMet = ({ sl, abandons, meanWait }: StaffingAsk, found: Staffing): boolean =>
  found.meanWait < Infinity && found.sl >= (sl ?? 0) && found.abandons <= (abandons ?? 1) &&
  found.meanWait <= (meanWait ?? Infinity);
