import type { Configuration } from "../../contract/wire/configuration.ts";
import type { Span } from "../chance/draw.ts";

/** A day at the desk as a model: who comes when, how long it takes, who is there. */
export interface Scenario {
  name: string;
  days: number;
  seed: number;
  /** Answered within this counts for the service level. */
  answerWithinMs: number;
  periodMs: number;
  /** Nothing after it is lived or counted, ms since the day began; absent = until the last leaves. */
  untilMs?: number;
  /** Shape of the Gamma factor (mean 1) that multiplies a whole day's arrivals. */
  busynessShape?: number;
  teams: Team[];
  classes: VisitorClass[];
  /**
   * By priority 0–9, as a configuration has them; absent = the longest wait comes first. Several:
   * one by period, published when it begins.
   */
  index?: Index[];
  /** A real document; absent = one is made from teams and classes. */
  configuration?: Configuration;
}

export interface Index {
  base: number[];
  slope: number[];
}

export interface Team {
  id: string;
  /** Agents by period; the last period's staff stays until everything is done. */
  agents: number[];
  /** Work done per ms by an agent with 1, 2, … conversations, all together; one entry per chat. */
  pace: number[];
  /** Capacity in twentieths of a conversation; absent = one conversation per entry of the pace. */
  capacityUnits?: number;
  /** With a real configuration: the groups it serves, and proficiencies. */
  groups: string[];
  skills: Record<string, number>;
}

export interface Patience {
  /** So many do not wait at all. */
  zeroShare: number;
  span: Span;
}

export interface VisitorClass {
  id: string;
  /** Arrivals per ms by period; or the recorded moments, ms since the day began. */
  arrivals: number[];
  recorded?: number[];
  /** By period of arrival: the work of one conversation, at an agent who has no other. */
  service: Span[];
  patience?: Patience[];
  /** Of those who give up, so many say nothing; who is given to an agent all the same wastes it. */
  silent?: { share: number; wasteMs: number };
  /** Of those who were served, so many come back after a while. */
  returns?: { share: number; after: Span };
  /** Who serves it, in the order in which free agents are looked for. */
  teams: string[];
  /** 0–9, one for all periods or one each. */
  priority: number[];
  /** Units a conversation takes, without a real configuration. */
  costUnits: number;
  /** With a real configuration: its entrance and the topic chosen there. */
  route?: string;
  topic?: string;
}

/** Of one day of usual busyness, those who come back left out. */
export const expectedArrivals = ({ classes, periodMs }: Scenario): number =>
  classes.reduce(
    (sum, { arrivals, recorded }) =>
      sum + (recorded?.length ?? arrivals.reduce((all, perMs) => all + perMs * periodMs, 0)),
    0,
  );

export const periodsOf = ({ teams }: Pick<Scenario, "teams">): number => teams[0].agents.length;
