import type { Figure, FiguresDocument } from "../figures.ts";
import { escaped, shortNumber } from "./chart.ts";
import { figuresTable, frame, table } from "./tables.ts";

/** Where one mix spends its time, the largest share first. */
export interface Profile {
  mix: string;
  size: string;
  strategy: string;
  shares: readonly { name: string; share: number }[];
}

const DECISIONS = /^kernel\.decisions_per_s\.(\w+)\.(\w+)\.(\w+)$/;
const WORST = /^kernel\.decisions_per_s\.\w+\.\w+$/;
const BAR = 16;
const LEFT = 190;
const WIDTH = 640;
const RIGHT = 60;
const TOP = 24;

/** One self-contained page: decisions per second by mix and strategy, figures, profiles. */
export function kernelPage(document: FiguresDocument, profiles: readonly Profile[]): string {
  const { figures, machine, versions, commit, at } = document;
  const sizes = new Set(figures.flatMap(({ name }) => DECISIONS.exec(name)?.[2] ?? []));
  const others = figures.filter(({ name }) => !name.startsWith("kernel.decisions_per_s."));
  return frame("bench kernel", [
    "<p>CPU time, median of five. A decision is an arrival that is assigned or queued, or a " +
    "release that drains or not, through decide and apply of the kernel; messages, presence, " +
    "exclusions, visitors who go and items put back happen in between and are paid for by the " +
    "decisions. Of the strategies the worst counts.</p>",
    table(["", ""], [
      ["at", at],
      ["commit", commit],
      ["machine", `${machine.cpu}, ${machine.cores} cores`],
      ["versions", Object.entries(versions).map((one) => one.join(" ")).join(", ")],
    ]),
    "<h2>What counts</h2>",
    figuresTable([...figures.filter(({ name }) => WORST.test(name)), ...others]),
    ...[...sizes].map((size) => bars(size, figures)),
    ...(profiles.length > 0 ? ["<h2>What limits the mixes that miss their goal</h2>"] : []),
    ...profiles.map(({ mix, size, strategy, shares }) =>
      `<h3>${escaped(`${mix}, ${strategy}, ${size}`)}</h3>` +
      table(
        ["function, with what was compiled into it", "share"],
        shares.map(({ name, share }) => {
          return [name, `${(share * 100).toFixed(1)} %`];
        }),
      )
    ),
  ]);
}

function bars(size: string, figures: readonly Figure[]): string {
  const own = figures.filter(({ name }) => DECISIONS.exec(name)?.[2] === size);
  const most = Math.max(...own.map(({ max, value, goal }) => Math.max(max ?? value, goalOf(goal))));
  const x = (value: number) => LEFT + value / most * (WIDTH - LEFT - RIGHT);
  const rows = own.map(({ name, value, met }, n) => {
    const [, mix, , strategy] = DECISIONS.exec(name)!;
    const y = TOP + n * BAR;
    return `<text class="tick" x="${LEFT - 6}" y="${y + 11}">${escaped(`${mix} ${strategy}`)}</text>
<rect x="${LEFT}" y="${y + 2}" width="${(x(value) - LEFT).toFixed(1)}" height="${BAR - 4}"
 fill="${met ? "#3f7d20" : "#0b5c8c"}"/>
<text x="${(x(value) + 4).toFixed(1)}" y="${y + 11}">${shortNumber(value)}</text>`;
  });
  const goal = x(goalOf(own[0]?.goal));
  const height = TOP + own.length * BAR + 4;
  return `<svg viewBox="0 0 ${WIDTH} ${height}" role="img">
<text class="title" x="0" y="12">${escaped(`decisions per second, ${size}`)}</text>
${rows.join("\n")}
<line class="goal" x1="${goal}" x2="${goal}" y1="${TOP}" y2="${height}"/></svg>`;
}

/** The number in "≥ 2000000". */
const goalOf = (goal: string | undefined): number => Number(goal?.split(" ").at(-1) ?? 0);
