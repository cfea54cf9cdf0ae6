/**
 * `bench what-if`: whether a what-if slows the desk that it runs beside. One desk under a steady
 * rate, in slots of some seconds with a what-if and without, and the ratio of what people wait for.
 */
import { startDesk } from "../desk_process.ts";
import { type Figure, writeFigures } from "../figures.ts";
import { type Goal, judged } from "../goals.ts";
import { stories, STORY_COMPANY } from "../load/stories.ts";
import { signInAll } from "../staff.ts";
import { type Watch, watch } from "../watch.ts";
import { type Beside, whatIfs } from "./beside.ts";
import { waitedForCoreMs } from "./core_waits.ts";
import { compare, isBeside, type Sample, type Slot, within } from "./slots.ts";
import { type Steady, steadyLoad } from "./steady.ts";

/** The day that the what-ifs study begins with so many. */
const WARM_STORIES = 1_500;
const SLOT_MS = 8_000;
/** Between two slots; what is begun in it counts for neither. */
const SETTLE_MS = 1_000;
/** Both sides four times over, so that chance can be shown as well. */
const SLOTS_LEAST = 8;

const GOALS: Goal[] = [
  { figure: "open_p50_ratio", max: 1.25 },
  { figure: "open_p99_ratio", max: 1.5 },
  { figure: "message_p50_ratio", max: 1.25 },
  { figure: "message_p99_ratio", max: 1.5 },
  { figure: "days", min: 1 },
  { figure: "failed", max: 0 },
];

interface LivedSlot extends Slot {
  days: number;
  /** How long the desk's first thread, gateway and partitions, was ready and had no core. */
  waitedMs: number;
}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** True when every goal was met. */
export async function runWhatIf(seconds: number, json: string | undefined): Promise<boolean> {
  const folder = await Deno.makeTempDir({ prefix: "tidegate-what-if-" });
  const desk = await startDesk(`${folder}/data`, STORY_COMPANY);
  try {
    const figures = judged(await measured(desk, seconds), GOALS, "what_if");
    await writeFigures(json, "what-if", figures);
    return figures.every(({ met }) => met !== false);
  } finally {
    await desk.stop();
    await Deno.remove(folder, { recursive: true });
  }
}

async function measured(
  { base, pid }: { base: string; pid: number },
  seconds: number,
): Promise<Figure[]> {
  const load = await steadyLoad(base);
  await stories(base, load.hosts, WARM_STORIES);
  const [{ cookie }] = await signInAll(base, ["admin"], STORY_COMPANY.password);
  const beside = await whatIfs({ base, headers: { cookie } });
  await load.begin();
  const observer = watch(base, pid);
  const count = Math.max(SLOTS_LEAST, 4 * Math.round(seconds * 1_000 / SLOT_MS / 4));
  const slots: LivedSlot[] = [];
  for (let number = 0; number < count; number++) {
    await pause(SETTLE_MS);
    slots.push(await lived(beside, isBeside(number), pid));
  }
  await observer.stop();
  const failed = await load.stop();
  return figuresOf(load, observer, slots, failed);
}

async function lived(whatIf: Beside, beside: boolean, pid: number): Promise<LivedSlot> {
  const [from, waited] = [Date.now(), await waitedForCoreMs(pid)];
  const days = beside ? await whatIf.runFor(SLOT_MS) : await pause(SLOT_MS).then(() => 0);
  const waitedMs = await waitedForCoreMs(pid) - waited;
  return { beside, from, until: Date.now(), days, waitedMs };
}

function figuresOf(
  { opens, messages }: Steady,
  { samples }: Watch,
  slots: LivedSlot[],
  failed: number,
): Figure[] {
  const days = slots.reduce((sum, slot) => sum + slot.days, 0);
  const seconds = (beside: boolean) =>
    slots.filter((slot) => slot.beside === beside)
      .reduce((sum, { from, until }) => sum + (until - from) / 1_000, 0);
  const waits = (beside: boolean): Figure => ({
    name: `waited_for_core_ms_per_s_${beside ? "beside" : "without"}`,
    value: slots.filter((slot) => slot.beside === beside)
      .reduce((sum, { waitedMs }) => sum + waitedMs, 0) / seconds(beside),
    unit: "ms/s",
  });
  const delays = samples.map(({ at, gauges }) => ({ at, ms: gauges.loop_delay_ms }));
  return [
    ...ratios("open", opens, slots),
    ...ratios("message", messages, slots),
    ...[false, true].map((beside) => delay(delays, slots, beside)),
    ...[false, true].map(waits),
    { name: "days", value: days, unit: "", note: `${(days / seconds(true)).toFixed(1)} a second` },
    { name: "failed", value: failed, unit: "" },
  ].filter(({ value }) => Number.isFinite(value))
    .map((one) => ({ ...one, name: `what_if.${one.name}` }));
}

const ratios = (step: string, all: Sample[], slots: LivedSlot[]): Figure[] =>
  [50, 99].map((percent) => {
    const { without, beside, ratio, chance } = compare(all, slots, percent);
    return {
      name: `${step}_p${percent}_ratio`,
      value: ratio,
      unit: "",
      ratioTo: "without a what-if",
      note: `${without.toFixed(1)} to ${beside.toFixed(1)} ms of ${within(all, slots).length}; ` +
        `by chance ${chance.toFixed(2)}`,
    };
  });

/** The worst delay of the loop in each second, as the desk states it; their mean. */
function delay(delays: Sample[], slots: LivedSlot[], beside: boolean): Figure {
  const worst = within(delays, slots.filter((slot) => slot.beside === beside)).map(({ ms }) => ms);
  return {
    name: `loop_delay_ms_${beside ? "beside" : "without"}`,
    value: worst.reduce((sum, ms) => sum + ms, 0) / worst.length,
    unit: "ms",
    max: Math.max(...worst),
    note: `worst ${Math.max(...worst)}`,
  };
}
