import type { Interval } from "../figures/interval.ts";
import type { Measured } from "./measure.ts";
import { frontOf, type Tried } from "./search.ts";
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

export const searched = (tried: Tried[], best: Tried): string[] => [
  `${tried.length} settings tried; the front by service level and abandonment:`,
  ...frontOf(tried).map(({ turns, found }) =>
    `  ${share(found.sl)}, abandoned ${found.abandoned.toFixed(4)} of plain, longest ${
      found.longestWait.toFixed(2)
    }: ${turns.join("; ") || "plain"}`
  ),
  "",
  `chosen: ${best.turns.join("; ") || "plain"}`,
  ...weightsOf(best.scenario).map((line) => `  ${line}`),
];

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
