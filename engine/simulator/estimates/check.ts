/** `--estimates <scenario.json> …`: the ranges shown to those who wait, against their waits. */
import { live } from "../day/day.ts";
import { planOf } from "../day/plan.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { readAsked } from "../run/command.ts";
import { type Sample, watchWaits } from "./virtual_waits.ts";

/** What the trade asks for (routing.md, estimated wait); waits from a minute on count as long. */
const LONG_MS = 60_000;
const HOLDS_MIN = 0.8;
const WIDTH_MAX = 0.6;
const ERROR_MAX = 0.25;
const SHOWN_MIN = 0.7;

export interface EstimateFigures {
  waited: number;
  waitedLong: number;
  /** Of the ranges shown: the share that held the wait, and the widest by its middle. */
  holds: number;
  holdsLong: number;
  widest: number;
  /** Of long waits: the share with a range, and the median error of its middle. */
  shownLong: number;
  errorLong: number;
}

export function samplesOf(scenario: Scenario, days: number): Sample[] {
  return Array.from({ length: days }, (_, day) => {
    const plan = planOf(scenario, day);
    const { watch, samples } = watchWaits(plan);
    live({ ...plan, watch });
    return samples;
  }).flat();
}

export function estimateFigures(samples: Sample[]): EstimateFigures {
  const long = samples.filter(({ waitMs }) => waitMs > LONG_MS);
  const shown = samples.filter((sample) => sample.shown !== undefined);
  const shownLong = shown.filter(({ waitMs }) => waitMs > LONG_MS);
  const errors = shownLong.map((sample) =>
    Math.abs(middleOf(sample) - sample.waitMs) / sample.waitMs
  )
    .sort((a, b) => a - b);
  return {
    waited: samples.length,
    waitedLong: long.length,
    holds: shareOf(shown, isHeld),
    holdsLong: shareOf(shownLong, isHeld),
    widest: shown.reduce((most, sample) => Math.max(most, widthOf(sample)), 0),
    shownLong: shownLong.length / long.length,
    errorLong: errors[errors.length >> 1] ?? NaN,
  };
}

const shareOf = (samples: Sample[], is: (sample: Sample) => boolean): number =>
  samples.filter(is).length / samples.length;
const middleOf = ({ shown }: Sample): number => (shown!.fromMs + shown!.toMs) / 2;
const widthOf = (sample: Sample): number =>
  middleOf(sample) === 0 ? 0 : (sample.shown!.toMs - sample.shown!.fromMs) / middleOf(sample);
const isHeld = ({ shown, waitMs }: Sample): boolean =>
  waitMs >= shown!.fromMs && waitMs <= shown!.toMs;

/** A count of days that takes seconds; `--days` says otherwise. */
const DAYS = "20";

/** Exit code: 1 when a figure misses its goal. */
export async function checkEstimates(args: string[]): Promise<number> {
  const option = args.findIndex((one) => one.startsWith("--"));
  const paths = option < 0 ? args : args.slice(0, option);
  const options = option < 0 ? [] : args.slice(option);
  let missed = 0;
  for (const path of paths) {
    const days = options.includes("--days") ? [] : ["--days", DAYS];
    const read = await readAsked([path, ...options, ...days]);
    if (!read.ok) {
      for (const sentence of read.sentences) console.error(sentence);
      return 2;
    }
    const { scenario } = read.asked;
    const figures = estimateFigures(samplesOf(scenario, scenario.days));
    const { waited, waitedLong } = figures;
    console.log(
      `${scenario.name}, ${scenario.days} days: ${waited} waited, ${waitedLong} over 60 s`,
    );
    for (const { text, met } of verdicts(figures)) {
      console.log(`  ${met ? "ok    " : "missed"} ${text}`);
      if (!met) missed++;
    }
  }
  return missed === 0 ? 0 : 1;
}

function verdicts(figures: EstimateFigures): { text: string; met: boolean }[] {
  const percent = (value: number) => `${(100 * value).toFixed(1)} %`;
  const { holds, holdsLong, widest, shownLong, errorLong } = figures;
  return [
    { text: `the range held ${percent(holds)} of the waits, 80 % due`, met: holds >= HOLDS_MIN },
    { text: `of those over 60 s: ${percent(holdsLong)}, 80 % due`, met: holdsLong >= HOLDS_MIN },
    {
      text: `widest range ${percent(widest)} of its middle, 60 % allowed`,
      met: widest <= WIDTH_MAX + 0.01,
    },
    {
      text: `median error over 60 s ${percent(errorLong)}, 25 % allowed`,
      met: errorLong <= ERROR_MAX,
    },
    {
      text: `shown in ${percent(shownLong)} of waits over 60 s, 70 % due`,
      met: shownLong >= SHOWN_MIN,
    },
  ];
}
