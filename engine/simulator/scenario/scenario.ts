import type { Span } from "../chance/draw.ts";

/** A day at the desk as a model: who comes when, how long it takes, who is there. */
export interface Scenario {
  name: string;
  days: number;
  seed: number;
  /** Answered within this counts for the service level. */
  answerWithinMs: number;
  periodMs: number;
  /** Shape of the Gamma factor (mean 1) that multiplies a whole day's arrivals. */
  busynessShape?: number;
  teams: Team[];
  classes: VisitorClass[];
  /** By priority 0–9, as a configuration has them; absent = the longest wait comes first. */
  index?: { base: number[]; slope: number[] };
}

export interface Team {
  id: string;
  /** Agents by period; the last period's staff stays until everything is done. */
  agents: number[];
}

export interface Patience {
  /** So many do not wait at all. */
  zeroShare: number;
  span: Span;
}

export interface VisitorClass {
  id: string;
  /** Arrivals per ms by period. */
  arrivals: number[];
  /** By period of arrival. */
  service: Span[];
  patience?: Patience[];
  /** Who serves it, in the order in which free agents are looked for. */
  teams: string[];
  priority: number;
}

/** Of one day of usual busyness. */
export const expectedArrivals = ({ classes, periodMs }: Scenario): number =>
  classes.flatMap(({ arrivals }) => arrivals).reduce((sum, perMs) => sum + perMs * periodMs, 0);
