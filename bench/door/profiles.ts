/**
 * Profiles at the NATS door: who comes, and what must not be exceeded.
 */
import type { Goal } from "../goals.ts";

/** What holds however slow the machine is. */
const whole: Goal[] = [
  { figure: "failed", max: 0 },
  { figure: "lost", max: 0 },
  { figure: "double_assigned", max: 0 },
  { figure: "over_capacity", max: 0 },
];

/** By stock k6: programs of one company, and one that follows its events. */
export interface IntegratorProfile {
  name: string;
  about: string;
  openPerSecond: number;
  seconds: number;
  /** Virtual users, each with a connection. */
  openers: number;
  agents: number;
  goals: Goal[];
}

const followed: Goal[] = [
  ...whole,
  { figure: "events_missing", max: 0 },
  { figure: "events_misplaced", max: 0 },
  { figure: "closes_unfollowed", max: 0 },
];

export const INTEGRATORS: Record<string, IntegratorProfile> = {
  integrator: {
    name: "integrator",
    about: "a shop's programs open and close at the NATS door, one follows every event",
    openPerSecond: 100,
    seconds: 60,
    openers: 10,
    agents: 50,
    goals: [{ figure: "open_p99_ms", max: 150 }, ...followed],
  },
  "integrator-short": {
    name: "integrator-short",
    about: "the integrators, for every build",
    openPerSecond: 20,
    seconds: 8,
    openers: 4,
    agents: 10,
    goals: followed,
  },
};
