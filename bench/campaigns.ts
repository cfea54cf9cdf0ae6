/**
 * The campaigns by name: how many come and when, how people behave, what must have happened and
 * what must not be exceeded. Times of people are shortened where a run lasts minutes and a day
 * hours; the rates of arrival are those that the name says.
 */
import { lastingShape, type People, type Stretch } from "./plan/story.ts";
import type { Goal } from "./goals.ts";

export interface Campaign {
  name: string;
  about: string;
  shape: Stretch[];
  /** Seconds after the last arrival in which waiting, talking and alerts go on. */
  tailSeconds: number;
  people: People;
  agents: number;
  /** Who has waited so long is asked to leave a message. */
  leftAfterMs: number;
  minima: "none" | "flash" | "campaign";
  goals: Goal[];
}

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;

const AS_THEY_ARE: People = {
  patienceMs: 90 * SECOND_MS,
  serviceMs: 12 * MINUTE_MS,
  replyMs: 6 * SECOND_MS,
  thinkMs: 15 * SECOND_MS,
  turns: 4,
};
/** Ten times as quick, so that minutes show whole conversations. */
const QUICK: People = {
  patienceMs: 20 * SECOND_MS,
  serviceMs: 30 * SECOND_MS,
  replyMs: 2 * SECOND_MS,
  thinkMs: 4 * SECOND_MS,
  turns: 4,
};

/** What holds however slow the machine is. */
const whole: Goal[] = [
  { figure: "failed", max: 0 },
  { figure: "sockets_lost", max: 0 },
  { figure: "lost", max: 0 },
  { figure: "double_assigned", max: 0 },
  { figure: "over_capacity", max: 0 },
];
const kept: Goal[] = [
  ...whole,
  { figure: "alert_late_ms_max", max: 1_000 },
  { figure: "position_gap_ms_max", max: 11_000 },
  { figure: "memory_mb_max", max: 1_229 },
];
const prompt = (openMs: number): Goal[] => [
  { figure: "open_p99_ms", max: openMs },
  { figure: "own_message_p99_ms", max: 100 },
  { figure: "message_p99_ms", max: 100 },
  ...kept,
];

const flash = (name: string, seconds: number, openMs: number): Campaign => ({
  name,
  about: `10,000 conversations in ${seconds} s on one company of 250 agents`,
  shape: [{ seconds, from: 10_000 / seconds, to: 10_000 / seconds }],
  tailSeconds: 60,
  people: AS_THEY_ARE,
  agents: 250,
  leftAfterMs: 75 * SECOND_MS,
  minima: "flash",
  goals: prompt(openMs),
});

/** Multiples of the day's mean, hour by hour as published, in 12 minutes for 24 hours. */
export const DAY_SECONDS = 720;
export const DAY_MEAN_PER_S = 6;
const hours = (count: number, from: number, to = from): Stretch => ({
  seconds: count / 24 * DAY_SECONDS,
  from: from * DAY_MEAN_PER_S,
  to: to * DAY_MEAN_PER_S,
});
const FIRST_MINUTE_H = 68 / 3_600;
export const DAY: Stretch[] = [
  hours(FIRST_MINUTE_H, 33.1),
  hours(0.496 - FIRST_MINUTE_H, 11.8),
  hours(0.504, 3.7),
  hours(11, 0.69),
  hours(2, 0.95),
  hours(6, 0.69),
  hours(3, 0.95),
  hours(1, 0.69),
];

const steady = (name: string, about: string, perSecond: number, seconds: number): Campaign => ({
  name,
  about,
  shape: [{ seconds, from: perSecond, to: perSecond }],
  tailSeconds: 20,
  people: QUICK,
  agents: Math.ceil(perSecond * QUICK.serviceMs / SECOND_MS / 4 * 1.05),
  leftAfterMs: 40 * SECOND_MS,
  minima: "campaign",
  goals: prompt(150),
});

export const CAMPAIGNS: Record<string, Campaign> = {
  average: steady("average", "an ordinary afternoon", 5, 120),
  peak: steady("peak", "the busiest hour of an ordinary month", 25, 120),
  flash: flash("flash", 60, 150),
  flash10: flash("flash10", 10, 2_000),
  "flash-short": {
    ...flash("flash-short", 10, 2_000),
    about: "the flash, a tenth of it, for every build",
    shape: [{ seconds: 10, from: 100, to: 100 }],
    agents: 25,
    tailSeconds: 40,
    minima: "none",
    goals: whole,
  },
  "d11-gmv-proxy": {
    ...steady("d11-gmv-proxy", "the day of the eleventh, two minutes to the hour", 6, 0),
    shape: DAY,
    agents: 60,
  },
  stress: {
    ...steady("stress", "more and more until something bends", 1, 0),
    shape: [{ seconds: 180, from: 20, to: 400 }],
    people: { ...QUICK, serviceMs: 8 * SECOND_MS, turns: 2 },
    agents: 250,
    minima: "none",
    goals: [],
  },
  soak: steady("soak", "an hour of steady work; --seconds makes it longer", 10, 3_600),
};

/** The same rates over another time. */
export const lasting = (campaign: Campaign, seconds: number): Campaign => ({
  ...campaign,
  shape: lastingShape(campaign.shape, seconds),
});
