/** Named profiles: what runs, for how long, what must have happened and what it must not exceed. */
export interface Profile {
  name: string;
  script: string;
  /** Minima of `verify` (engine/promises). */
  minima: "none" | "smoke";
  /** Passed to the script by name. */
  rates: { openPerSecond: number; messagePerSecond: number; seconds: number };
  /** k6 figure → goal, as the report prints them. */
  goals: { figure: string; metric: string; statistic: string; max?: number; min?: number }[];
}

export const PROFILES: Record<string, Profile> = {
  smoke: {
    name: "smoke",
    script: "scenarios/smoke.ts",
    minima: "smoke",
    // a little above the goal: at exactly 300 a single arrival too late would miss it
    rates: { openPerSecond: 303, messagePerSecond: 500, seconds: 30 },
    goals: [
      { figure: "smoke.open_p99_ms", metric: "open_ms", statistic: "p(99)", max: 100 },
      { figure: "smoke.message_p99_ms", metric: "message_ms", statistic: "p(99)", max: 50 },
      { figure: "smoke.answered_per_s", metric: "answered", statistic: "rate", min: 300 },
      { figure: "smoke.failed", metric: "failed", statistic: "count", max: 0 },
    ],
  },
  short: {
    name: "short",
    script: "scenarios/smoke.ts",
    minima: "smoke",
    rates: { openPerSecond: 100, messagePerSecond: 200, seconds: 15 },
    goals: [
      { figure: "short.failed", metric: "failed", statistic: "count", max: 0 },
    ],
  },
};
