import { JUDGED_MIN, type JudgedFigure } from "../../contract/wire/simulation.ts";
import { type DayRow, serviceLevelOf } from "../day/tally.ts";
import type { RecordedDay, Visit } from "./recorded_day.ts";

/** What a day is judged by: one number each, of everybody; `abandoned` is a share. */
type DayFigures = Record<JudgedFigure, number>;

/** Gave up, or still waits, after so long: not answered in time, whatever comes. */
const isLate = ({ outcome, waitMs }: Visit, answerWithinMs: number): boolean =>
  (outcome === "gaveUp" || outcome === "waiting") && waitMs > answerWithinMs;

export function figuresOfRecorded({ visits, answerWithinMs }: RecordedDay): DayFigures {
  const answered = visits.filter(({ outcome }) => outcome === "answered");
  const gaveUp = visits.filter(({ outcome }) => outcome === "gaveUp");
  const good = answered.filter(({ waitMs }) => waitMs <= answerWithinMs).length;
  const late = visits.filter((visit) => isLate(visit, answerWithinMs)).length;
  return {
    sl: good / (answered.length + late),
    asaMs: answered.reduce((sum, { waitMs }) => sum + waitMs, 0) / answered.length,
    abandoned: gaveUp.length / visits.length,
  };
}

/** Who waits, and not yet too long: nobody knows whether in time. */
export const openOf = ({ visits, answerWithinMs }: RecordedDay): number =>
  visits.filter((visit) => visit.outcome === "waiting" && !isLate(visit, answerWithinMs)).length;

/** Whether the day says too little of waits: nobody was answered, or too few have a known end. */
export function tooFew({ visits, answerWithinMs }: RecordedDay): boolean {
  const judged = visits.filter((visit) =>
    visit.outcome === "answered" || visit.outcome === "gaveUp" || isLate(visit, answerWithinMs)
  );
  return judged.length < JUDGED_MIN || judged.every(({ outcome }) => outcome !== "answered");
}

export const figuresOfDay = ({ all }: DayRow): DayFigures => ({
  sl: serviceLevelOf(all),
  asaMs: all.waits.sumMs / all.served,
  abandoned: all.abandoned / all.arrived,
});
