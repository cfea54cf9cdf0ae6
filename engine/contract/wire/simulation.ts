/** A draft on a recorded day: what is asked, how far it is, what it came to. */

/** A mean, and the interval that holds it (or, of a model's days, 95 % of them). */
export interface Interval {
  mean: number;
  low: number;
  high: number;
}

/**
 * Conversations that a day needs to be judged by: answered, given up, or in line for too long. Of
 * 30 the interval of a share is some 18 points to each side; of fewer it would hold any model.
 */
export const JUDGED_MIN = 30;

/** What a recorded day is judged by; answered is whom an agent was given. */
export const JUDGED_FIGURES = ["sl", "asaMs", "abandoned"] as const;
export type JudgedFigure = (typeof JUDGED_FIGURES)[number];

/** Counts are per day; waits are those of the answered. */
export interface SimulatedFigures {
  /** Answered in time ÷ (answered + gave up, or in line at the end, after that time). */
  sl: Interval;
  asaMs: Interval;
  /** Share of those who came. */
  abandoned: Interval;
  served: Interval;
  /** Of the agents entitled to the line: time in any conversation ÷ presence. */
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
  /** Of them in line at the end for less than `answerWithinMs`: left out of the service level. */
  open: number;
  /** The day was not over, or nothing more is known of it: judged so far, ms since it began. */
  knownMs?: number;
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
  tooFew: {
    zh: `这一天有结果的会话不足 ${JUDGED_MIN} 个，或者无人接待，不足以判断。`,
    en: `Fewer than ${JUDGED_MIN} conversations of that day have ended their wait, or nobody was ` +
      "answered: too few to judge by.",
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
