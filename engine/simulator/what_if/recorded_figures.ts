import type { JudgedFigure } from "../../contract/wire/simulation.ts";
import type { DayRow } from "../day/tally.ts";
import type { RecordedDay } from "./recorded_day.ts";

/** What a day is judged by: one number each, of everybody; `abandoned` is a share. */
type DayFigures = Record<JudgedFigure, number>;

export function figuresOfRecorded({ visits, answerWithinMs }: RecordedDay): DayFigures {
  const answered = visits.filter(({ outcome }) => outcome === "answered");
  const gaveUp = visits.filter(({ outcome }) => outcome === "gaveUp");
  const good = answered.filter(({ waitMs }) => waitMs <= answerWithinMs).length;
  const late = gaveUp.filter(({ waitMs }) => waitMs > answerWithinMs).length;
  return {
    sl: good / (answered.length + late),
    asaMs: answered.reduce((sum, { waitMs }) => sum + waitMs, 0) / answered.length,
    abandoned: gaveUp.length / visits.length,
  };
}

export function figuresOfDay({ all }: DayRow): DayFigures {
  const good = all.goodByPeriod.reduce((sum, one) => sum + one, 0);
  return {
    sl: good / (all.served + all.abandonedLate),
    asaMs: all.waits.sumMs / all.served,
    abandoned: all.abandoned / all.arrived,
  };
}
