/** A draft on a recorded day: what is asked, how far it is, what it came to. */

/** A mean, and the interval that holds it (or, of a model's days, 95 % of them). */
export interface Interval {
  mean: number;
  low: number;
  high: number;
}

/** What a recorded day is judged by. */
export const JUDGED_FIGURES = ["sl", "asaMs", "abandoned"] as const;
export type JudgedFigure = (typeof JUDGED_FIGURES)[number];

/** Counts are per day; waits are those of the answered. */
export interface SimulatedFigures {
  /** Answered in time ÷ (answered + gave up after that time). */
  sl: Interval;
  asaMs: Interval;
  abandoned: Interval;
  served: Interval;
  occupancy: Interval;
  waitMs: { p50: Interval; p90: Interval; p99: Interval };
}

export interface SimulatedSide {
  all: SimulatedFigures;
  groups: Record<string, SimulatedFigures>;
}

export interface WhatIf {
  /** `YYYY-MM-DD` where the first shop is. */
  day: string;
  visits: number;
  /** Days simulated of each configuration, and the seed that draws them again. */
  days: number;
  seed: number;
  answerWithinMs: number;
  /** More than one configuration was published that day: the one that met most visitors stands. */
  changed: boolean;
  reproduced: boolean;
  recorded: Record<JudgedFigure, number>;
  model: Record<JudgedFigure, Interval>;
  /** What lies outside the model's interval, and by how much; not empty = no comparison. */
  misses: { figure: JudgedFigure; recorded: number; low: number; high: number; by: number }[];
  comparison?: {
    live: SimulatedSide;
    draft: SimulatedSide;
    /** Draft − live, the same days in pairs. */
    difference: Record<JudgedFigure, Interval>;
  };
}

export type SimulationProgress =
  | { state: "running"; done: number; of: number }
  | { state: "finished"; result: WhatIf }
  /** The day cannot be studied at all, and why. */
  | { state: "refused"; cause: SimulationCause }
  | { state: "cancelled" };

export const SIMULATION_CAUSES = {
  noVisits: {
    zh: "这一天没有可用的会话记录。",
    en: "Nobody came on that day, as far as it is kept.",
  },
  noConfiguration: {
    zh: "找不到这一天使用的配置。",
    en: "The configuration of that day is not kept any more.",
  },
  routeGone: {
    zh: "草稿缺少当天访客使用的入口、话题或技能组。",
    en: "The draft lacks a route, topic or group that visitors came by that day.",
  },
  failed: { zh: "模拟中断。", en: "The simulation broke off." },
} as const;
export type SimulationCause = keyof typeof SIMULATION_CAUSES;
