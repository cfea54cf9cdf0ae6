import type { ClassFigures, Figures, TeamFigures } from "./figures.ts";
import type { Interval } from "./interval.ts";

/** Figures for people: every number with its 95 % interval. */

const WIDTHS = [12, 21, 21, 23, 25, 22];

export function tableOf(figures: Figures): string {
  const { name, days, daysAsked, seed } = figures;
  const { sl } = figures.all;
  const half = (50 * (sl.high - sl.low)).toFixed(1);
  const short = days < daysAsked
    ? ` of ${daysAsked}: time ran out, answered in time is known to ± ${half} points`
    : "";
  return [
    `${name}, seed ${seed}, ${days} days${short}; mean (95 % interval)`,
    "",
    line(["class", "answered in time", "answered after", "90 % within", "served", "abandoned"]),
    ...Object.entries(figures.classes).map(([id, found]) => classLine(id, found)),
    classLine("all", figures.all),
    "",
    line(["team", "occupancy", "answered after", "90 % within", "served"]),
    ...Object.entries(figures.teams).map(([id, found]) => teamLine(id, found)),
  ].join("\n");
}

const line = (cells: string[]): string =>
  cells.map((cell, at) => cell.padEnd(WIDTHS[at])).join(" ").trimEnd();

interface Unit {
  scale: number;
  digits: number;
  name: string;
}

const PERCENT: Unit = { scale: 100, digits: 1, name: " %" };
const SECONDS: Unit = { scale: 1 / 1_000, digits: 1, name: " s" };
const COUNT: Unit = { scale: 1, digits: 1, name: "" };

function shown({ scale, digits, name }: Unit, { mean, low, high }: Interval): string {
  if (Number.isNaN(mean)) return "–";
  const [middle, from, to] = [mean, low, high].map((value) => (value * scale).toFixed(digits));
  return `${middle}${name} (${from}–${to})`;
}

const classLine = (id: string, found: ClassFigures): string =>
  line([
    id,
    shown(PERCENT, found.sl),
    shown(SECONDS, found.asaMs),
    shown(SECONDS, found.waitMs.p90),
    shown(COUNT, found.served),
    shown(COUNT, found.abandoned),
  ]);

const teamLine = (id: string, found: TeamFigures): string =>
  line([
    id,
    shown(PERCENT, found.occupancy),
    shown(SECONDS, found.asaMs),
    shown(SECONDS, found.waitMs.p90),
    shown(COUNT, found.served),
  ]);
