import {
  type Interval,
  JUDGED_FIGURES,
  type JudgedFigure,
  type SimulatedSide,
  type WhatIf,
} from "../../contract/wire/simulation.ts";

/** A what-if for people. */

const NAMES: Record<JudgedFigure, string> = {
  sl: "answered in time",
  asaMs: "answered after",
  abandoned: "gave up",
};

function shown(figure: JudgedFigure, value: number, sign = false): string {
  const text = figure === "asaMs"
    ? `${(value / 1_000).toFixed(1)} s`
    : `${(100 * value).toFixed(1)} %`;
  return sign && value > 0 ? `+${text}` : text;
}

export function reportOf(found: WhatIf): string {
  const { day, visits, days, seed, reproduced, recorded, model, misses, changed } = found;
  const judged = JUDGED_FIGURES.map((figure) =>
    `  ${NAMES[figure].padEnd(18)} ${shown(figure, recorded[figure]).padEnd(10)} model ` +
    `${shown(figure, model[figure].mean)} (${shown(figure, model[figure].low)} to ` +
    `${shown(figure, model[figure].high)})`
  );
  const head = [
    `${day}: ${visits} visits, ${days} days of the model, seed ${seed}`,
    ...(changed ? ["several configurations were in force; the one that met most stands"] : []),
    ...soFar(found),
    ...judged,
  ];
  if (!reproduced) {
    const by = misses.map(({ figure, by }) => `${NAMES[figure]} by ${shown(figure, by, true)}`);
    return [...head, "", `The model does not reproduce this day: ${by.join(", ")}.`].join("\n");
  }
  const which = found.knownMs === undefined ? "this day" : "this day so far";
  return [...head, "", `The model reproduces ${which}.`, "", ...comparison(found)].join("\n");
}

const MINUTE_MS = 60_000;

/** What the end of the day may still change. */
function soFar({ knownMs, open }: WhatIf): string[] {
  if (knownMs === undefined) return [];
  const minutes = Math.floor(knownMs / MINUTE_MS);
  const known = `known only for ${Math.floor(minutes / 60)} h ${minutes % 60} min`;
  return [`${known}; ${open} in line, not yet too long, left out of answered in time`];
}

function comparison({ comparison }: WhatIf): string[] {
  if (comparison === undefined) return [];
  const { live, draft, difference } = comparison;
  const between = JUDGED_FIGURES.map((figure) => {
    const { mean, low, high } = difference[figure];
    const [middle, from, to] = [mean, low, high].map((value) => shown(figure, value, true));
    return `  ${NAMES[figure].padEnd(18)} ${middle} (${from} to ${to})`;
  });
  return [
    "Draft less live, the same days in pairs:",
    ...between,
    "",
    ...Object.keys(draft.groups).map((group) =>
      `  ${group.padEnd(18)} ${pair("sl", live, draft, group)}, ${
        pair("asaMs", live, draft, group)
      }`
    ),
  ];
}

function pair(figure: "sl" | "asaMs", live: SimulatedSide, draft: SimulatedSide, group: string) {
  const of = ({ groups }: SimulatedSide): Interval => groups[group][figure];
  return `${NAMES[figure]} ${shown(figure, of(live).mean)} → ${shown(figure, of(draft).mean)}`;
}
