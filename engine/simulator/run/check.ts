/** `--check examples`: the examples against what the reference simulator printed for them. */
import type { Figures } from "../figures/figures.ts";
import { errorOf, type Interval } from "../figures/interval.ts";
import { readAsked, run } from "./command.ts";

const EXAMPLES = { MMC: "mmc", MMCAb: "mmcab", SimpleMSK: "simple_msk" } as const;
type Name = keyof typeof EXAMPLES;

const GOLDEN = new URL("../../../tests/golden/contactcenter_models.json", import.meta.url);
const PUBLISHED_DAYS = 1_000;
const ERRORS_ALLOWED = 3;
const MINUTE_MS = 60_000;

type Published = number | [mean: number, low: number, high: number];
type Golden = Record<Name, { published: Record<string, Published | number[][]> }>;

/** Where a published figure is found in ours. */
const FOUND: Record<string, (figures: Figures) => Interval> = {
  good: ({ all }) => all.good,
  SL: ({ all }) => all.sl,
  ASA_min: ({ all }) => scaled(all.asaMs, 1 / MINUTE_MS),
  occupancy: ({ teams }) => teams.agents.occupancyOpen,
  occupancy_g0: ({ teams }) => teams.g0.occupancy,
  served: ({ all }) => all.served,
  abandoned: ({ all }) => all.abandoned,
};

const scaled = ({ mean, low, high }: Interval, by: number): Interval => ({
  mean: mean * by,
  low: low * by,
  high: high * by,
});

/** Exit code: 1 when a figure is too far off. */
export async function check(args: string[]): Promise<number> {
  const golden = JSON.parse(await Deno.readTextFile(GOLDEN)) as Golden;
  let wrong = 0;
  for (const [name, file] of Object.entries(EXAMPLES) as [Name, string][]) {
    const path = new URL(`../examples/${file}.json`, import.meta.url).pathname;
    const read = await readAsked([path, ...args]);
    if (!read.ok) {
      for (const sentence of read.sentences) console.error(sentence);
      return 2;
    }
    const figures = await run(read.asked);
    for (const { text, fine } of comparisons(figures, golden[name].published)) {
      console.log(`${fine ? "ok   " : "WRONG"} ${name} ${text}`);
      if (!fine) wrong++;
    }
  }
  console.log(wrong === 0 ? "every published figure is met" : `${wrong} figures are off`);
  return wrong === 0 ? 0 : 1;
}

interface Compared {
  text: string;
  fine: boolean;
}

export function comparisons(
  figures: Figures,
  published: Record<string, Published | number[][]>,
): Compared[] {
  return Object.entries(published).flatMap(([name, value]) => {
    if (name in FOUND) return compare(name, FOUND[name](figures), value as Published, figures.days);
    if (name !== "good_by_class_and_period") throw new Error(`nothing is known of ${name}`);
    return (value as number[][]).flatMap((row, of) =>
      row.map((due, period) => {
        const [id, found] = Object.entries(figures.classes)[of];
        return compare(
          `good ${id} period ${period}`,
          found.goodByPeriod[period],
          due,
          figures.days,
        );
      })
    );
  });
}

/**
 * Within three standard errors of both. A figure that was published without its interval has the
 * error that this model has in as many days, and half its last digit besides.
 */
function compare(name: string, found: Interval, published: Published, days: number): Compared {
  const own = errorOf(found);
  const [due, low, high] = typeof published === "number" ? [published] : published;
  const theirs = low === undefined || high === undefined
    ? own * Math.sqrt(days / PUBLISHED_DAYS)
    : errorOf({ mean: due, low, high });
  const allowed = ERRORS_ALLOWED * Math.hypot(own, theirs) + halfDigit(due);
  const off = Math.abs(found.mean - due);
  const digits = due < 10 ? 4 : 1;
  const [is, was] = [found.mean, due].map((value) => value.toFixed(digits));
  const share = (off / allowed).toFixed(2);
  return {
    text: `${name}: ${is}, published ${was}, ${share} of what is allowed`,
    fine: off <= allowed,
  };
}

function halfDigit(value: number): number {
  const digits = String(value).split(".")[1]?.length ?? 0;
  return 0.5 / 10 ** digits;
}
