import type { Figure } from "./figures.ts";

/** A bound on one figure of a run; its name without the profile's. */
export interface Goal {
  figure: string;
  max?: number;
  min?: number;
}

/** Judges a run's figures by its goals; a goal whose figure is missing is missed. */
export function judged(figures: readonly Figure[], goals: readonly Goal[], profile: string) {
  const left = new Map(goals.map((goal) => [`${profile}.${goal.figure}`, goal]));
  const all = figures.map((figure): Figure => {
    const goal = left.get(figure.name);
    if (!goal) return figure;
    left.delete(figure.name);
    const { min = -Infinity, max = Infinity } = goal;
    const met = figure.value >= min && figure.value <= max;
    return { ...figure, goal: goal.max === undefined ? `≥ ${min}` : `≤ ${max}`, met };
  });
  for (const name of left.keys()) {
    all.push({ name, value: NaN, unit: "", goal: "a figure", met: false, note: "not measured" });
  }
  return all;
}
