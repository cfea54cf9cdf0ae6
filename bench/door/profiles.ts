/**
 * Profiles at the NATS door: who comes, and what must not be exceeded.
 */
import type { Goal } from "../goals.ts";
import type { People, Stretch } from "../plan/story.ts";

/** What holds however slow the machine is. */
const whole: Goal[] = [
  { figure: "failed", max: 0 },
  { figure: "lost", max: 0 },
  { figure: "double_assigned", max: 0 },
  { figure: "over_capacity", max: 0 },
];

const SECOND_MS = 1_000;

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

/** By our own client, for capacity: many companies, each with its integrator. */
export interface CapacityProfile {
  name: string;
  /** What its figures' names begin with. */
  figures: string;
  about: string;
  shape: Stretch[];
  /** Of Zipf sizes. */
  companies: number;
  agents: number;
  botPercent: number;
  /** How people behave; absent: they open and close at once. */
  people?: People;
  /** Run at the share of its rates and agents that the machine was found to carry. */
  shareFound: boolean;
  /** Seconds after the last arrival in which talks end by themselves. */
  tailSeconds: number;
  goals: Goal[];
}

/** 2.34 million in ten minutes, as published. */
const JD_PER_S = 3_900;
const JD_SECONDS = 600;
const JD_COMPANIES = 64;
/** A little above the goal: arrivals are drawn, and at exactly 3,900 every other run would miss. */
const JD_OPENS_PER_S = 3_915;

const TALKS: People = {
  patienceMs: 90 * SECOND_MS,
  serviceMs: 60 * SECOND_MS,
  replyMs: 6 * SECOND_MS,
  thinkMs: 15 * SECOND_MS,
  turns: 2,
};
const sent: Goal[] = [{ figure: "open_p99_ms", max: 150 }, { figure: "unsent", max: 0 }, ...whole];

const jdOpens: CapacityProfile = {
  name: "jd.opens",
  figures: "jd",
  about: "3,900 opens and closes a second at the NATS door, one engine, one copy",
  shape: [{ seconds: JD_SECONDS, from: JD_OPENS_PER_S, to: JD_OPENS_PER_S }],
  companies: JD_COMPANIES,
  agents: 2_000,
  botPercent: 0,
  shareFound: false,
  tailSeconds: 10,
  goals: [{ figure: "opens_per_s", min: JD_PER_S }, ...whole],
};

export const CAPACITY: Record<string, CapacityProfile> = {
  "jd.opens": jdOpens,
  "jd-20h": {
    ...jdOpens,
    name: "jd-20h",
    figures: "jd.story",
    about: "the platform's eight in the evening: 64 companies, of ten talks nine with the bot",
    shape: [{ seconds: JD_SECONDS, from: JD_PER_S, to: JD_PER_S }],
    agents: 50_000,
    botPercent: 90,
    people: TALKS,
    shareFound: true,
    tailSeconds: 60,
    goals: sent,
  },
  "jd-short": {
    ...jdOpens,
    name: "jd-short",
    figures: "jd-short",
    about: "a hundredth of eight in the evening, in haste, for every build",
    shape: [{ seconds: 6, from: 39, to: 39 }],
    companies: 8,
    agents: 60,
    botPercent: 90,
    people: { ...TALKS, replyMs: 0.2 * SECOND_MS, thinkMs: 0.5 * SECOND_MS },
    tailSeconds: 6,
    goals: whole,
  },
};
