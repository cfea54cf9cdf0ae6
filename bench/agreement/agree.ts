import type { Figure } from "../figures.ts";

/** Where 95 of 100 single days of the model lie (`oneDay` of `deno task simulate --json`). */
export type OneDay = Record<"asaMs" | "abandoned" | "overflowed" | "alerted", Span>;
interface Span {
  mean: number;
  low: number;
  high: number;
}

export interface Agreed {
  what: string;
  unit: string;
  run: number;
  mean: number;
  /** The model's interval, widened. */
  low: number;
  high: number;
  inside: boolean;
}

const WIDENED_BY = 0.05;

/**
 * What is held against the model, and its grain: where hardly anybody waits, the interval has no
 * width, and a run has the network and the load's own clock between a visitor and the desk.
 */
const HELD: { of: keyof OneDay; what: string; unit: string; grain: number }[] = [
  { of: "asaMs", what: "mean wait for an agent", unit: "ms", grain: 500 },
  { of: "abandoned", what: "share who gave up", unit: "", grain: 0.005 },
  { of: "overflowed", what: "handed on to another group", unit: "", grain: 5 },
  { of: "alerted", what: "alerts in line", unit: "", grain: 5 },
];

/** Each figure of a run beside the model; one that the run does not have is NaN, and outside. */
export function agreement(run: Record<keyof OneDay, number>, model: OneDay): Agreed[] {
  return HELD.map(({ of, what, unit, grain }) => {
    const { mean, low: from, high: to } = model[of];
    const low = Math.max(0, Math.min(from * (1 - WIDENED_BY), from - grain));
    const high = Math.max(to * (1 + WIDENED_BY), to + grain);
    const value = run[of];
    return { what, unit, run: value, mean, low, high, inside: value >= low && value <= high };
  });
}

/**
 * What a campaign's figures say of the same. Nobody writes in the model, so an alert for a slow reply
 * to somebody who has an agent is not compared.
 */
export function figuresOfRun(
  profile: string,
  figures: readonly Figure[],
): Record<keyof OneDay, number> {
  const of = (name: string) =>
    figures.find((one) => one.name === `${profile}.${name}`)?.value ?? NaN;
  return {
    asaMs: of("assigned_after_ms_mean"),
    abandoned: of("gave_up") / of("opened"),
    overflowed: of("overflowed"),
    alerted: of("alerted_in_line"),
  };
}
