import type { Interval } from "../figures/interval.ts";
import type { Measured } from "./measure.ts";
import { LONGEST_RACE, type Searched } from "./search.ts";
import { foundBy, type Stage } from "./trials.ts";
import { weightsOf } from "./written.ts";

/** What a search or a comparison came to, for people. */

const percent = (value: number) => `${(100 * value).toFixed(1)} %`;
const within = ({ mean, low, high }: Interval, digits = 1) =>
  `${mean.toFixed(digits)} (${low.toFixed(digits)} to ${high.toFixed(digits)})`;
const share = ({ mean, low, high }: Interval) =>
  `${percent(mean)} (${percent(low)} to ${percent(high)})`;

const scaled = ({ mean, low, high }: Interval, by: number): Interval => ({
  mean: mean * by,
  low: low * by,
  high: high * by,
});

/** The front with its uncertainty and what each class pays, and what was chosen from it. */
export function searched(stage: Stage, { tried, front, chosen }: Searched): string[] {
  const days = tried.reduce((sum, { rows }) => sum + rows.length, 0);
  const names = chosen.scenario.classes.map(({ id }) => id);
  return [
    `${tried.length} settings tried, ${days} days in all; the front by service level and ` +
    `abandonment, ${LONGEST_RACE} days in pairs with the plain setting:`,
    ...front.flatMap((trial) => {
      const found = foundBy(stage, trial, LONGEST_RACE);
      return [
        `  ${trial.turns.join("; ") || "plain"}`,
        `    answered in time by day ${within(scaled(found.slDifference, 100))} points, gave up ${
          within(found.abandonedDifference)
        } a day, longest wait ${found.longestWait.toFixed(2)} of plain`,
        `    ${found.classes.map((one, kind) => paid(names[kind], one)).join("; ")}`,
      ];
    }),
    "",
    `chosen on ${chosen.rows.length} days: ${chosen.turns.join("; ") || "plain"}`,
    ...weightsOf(chosen.scenario).map((line) => `  ${line}`),
  ];
}

const paid = (name: string, { kept, abandonedDifference }: Measured["classes"][number]): string =>
  `${name} keeps ${kept.toFixed(2)}, gave up ${within(abandonedDifference)} a day`;

/** In pairs: what changes, and what each class pays. */
export const compared = (found: Measured, names: string[]): string[] => [
  "on the same fresh days, in pairs with the plain setting:",
  `  answered in time   ${share(found.plainSl)} → ${share(found.sl)}`,
  `    by day           ${within(scaled(found.slDifference, 100))} points`,
  `  gave up            ${within(found.abandonedDifference)} a day, ${
    found.abandoned.toFixed(4)
  } of plain`,
  `  longest wait       ${found.longestWait.toFixed(2)} of plain`,
  ...found.classes.map(({ plainSl, sl, kept, abandonedDifference }, kind) =>
    `  ${names[kind].padEnd(18)} ${percent(plainSl.mean)} → ${percent(sl.mean)}, keeps ${
      kept.toFixed(3)
    }, gave up ${within(abandonedDifference)} a day`
  ),
];
