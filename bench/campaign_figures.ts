import type { Figure } from "./figures.ts";
import { numbersOf, type Reading } from "./report/history_read.ts";
import { overTime, percentile } from "./report/percentiles.ts";
import type { Verified } from "./verified.ts";
import type { Sample } from "./watch.ts";

export interface CampaignParts {
  reading: Reading;
  samples: readonly Sample[];
  verified: Verified | undefined;
  /** CPU of the whole run, NaN where it cannot be seen. */
  cpuMs: number;
  restMb: number;
  /** A ramp: how far it went before it bent. */
  ramp: boolean;
}

const THREE_MINUTES_MS = 180_000;

/** The figures of a campaign under their stable names; what could not be measured is left out. */
export function campaignFigures(profile: string, parts: CampaignParts): Figure[] {
  const all = [...latencies(parts), ...people(parts), ...promises(parts), ...machine(parts)];
  return all.filter((one) => Number.isFinite(one.value))
    .map((one) => ({ ...one, name: `${profile}.${one.name}` }));
}

const msOf = ({ steps }: Reading, step: string): number[] =>
  (steps.get(step) ?? []).map(({ ms }) => ms);

const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

const largest = (values: readonly number[]): number =>
  values.reduce((most, value) => Math.max(most, value), values.length > 0 ? -Infinity : NaN);

function latencies({ reading, ramp }: CampaignParts): Figure[] {
  const knee = ramp ? kneeOf(reading) : NaN;
  const p99 = (name: string, step: string): Figure => {
    const values = msOf(reading, step);
    const note = `median ${percentile(values, 50).toFixed(1)}, ${values.length} measured`;
    return { name, value: percentile(values, 99), unit: "ms", note };
  };
  return [
    p99("open_p99_ms", "open"),
    p99("own_message_p99_ms", "own_message"),
    p99("message_p99_ms", "message"),
    p99("close_p99_ms", "close"),
    {
      name: "alert_late_ms_max",
      value: largest(numbersOf(reading, "alert", "lateMs")),
      unit: "ms",
    },
    {
      name: "position_gap_ms_max",
      value: largest(numbersOf(reading, "positions", "gapMs")),
      unit: "ms",
      note: `${numbersOf(reading, "positions", "count").reduce((a, b) => a + b, 0)} told`,
    },
    {
      name: "arrivals_late_ms_p99",
      value: percentile(numbersOf(reading, "arrived", "lateMs"), 99),
      unit: "ms",
    },
    { name: "knee_opens_per_s", value: knee, unit: "1/s" },
  ];
}

const KNEE_SLOT_MS = 5_000;
const KNEE_P99_MS = 150;

/** The highest rate of opens in five seconds before their p99 first passed its bound. */
function kneeOf(reading: Reading): number {
  const opens = reading.steps.get("open") ?? [];
  const { begunAt, endedAt } = reading;
  const slow = overTime(opens, begunAt, endedAt, KNEE_SLOT_MS, 99);
  const counts = slow.map(() => 0);
  for (const { at } of opens) {
    counts[Math.min(counts.length - 1, Math.floor((at - begunAt) / KNEE_SLOT_MS))]++;
  }
  const bent = slow.findIndex((ms) => ms > KNEE_P99_MS);
  const before = bent < 0 ? counts : counts.slice(0, bent);
  return largest(before) / (KNEE_SLOT_MS / 1_000);
}

function people({ reading }: CampaignParts): Figure[] {
  const waits = numbersOf(reading, "answered", "waitMs");
  const toAgent = numbersOf(reading, "assigned", "sinceOpenMs");
  const opened = msOf(reading, "open").length;
  const within = waits.filter((ms) => ms <= THREE_MINUTES_MS).length;
  const ranges = (reading.notes.get("assigned") ?? []).filter((one) => one.low !== undefined);
  const inside =
    ranges.filter((one) =>
      Number(one.waitMs) >= Number(one.low) && Number(one.waitMs) <= Number(one.high)
    ).length;
  const inLine = (reading.notes.get("alert") ?? []).filter((one) => one.inLine === true);
  const count = (kind: string) => reading.counts.get(kind) ?? 0;
  return [
    { name: "opened", value: opened, unit: "" },
    { name: "assigned_after_ms_mean", value: meanOf(toAgent), unit: "ms" },
    { name: "answered", value: waits.length, unit: "" },
    { name: "answered_in_3_min_share", value: within / opened, unit: "" },
    { name: "wait_p50_ms", value: percentile(waits, 50), unit: "ms" },
    { name: "wait_p90_ms", value: percentile(waits, 90), unit: "ms" },
    { name: "gave_up", value: count("gave_up"), unit: "" },
    { name: "left_messages", value: count("left"), unit: "" },
    {
      name: "range_held_share",
      value: inside / ranges.length,
      unit: "",
      note: `${ranges.length} shown`,
    },
    { name: "alerted_in_line", value: inLine.length, unit: "" },
    { name: "failed", value: count("failed"), unit: "" },
    { name: "sockets_opened", value: count("socket_opened"), unit: "" },
    { name: "sockets_lost", value: count("socket_lost"), unit: "" },
  ];
}

function promises({ verified }: CampaignParts): Figure[] {
  const broken = (promise: string) => verified?.judged[promise]?.broken ?? NaN;
  return [
    { name: "lost", value: broken("P1"), unit: "" },
    { name: "double_assigned", value: broken("P2"), unit: "" },
    { name: "over_capacity", value: broken("P3"), unit: "" },
    { name: "overflowed", value: verified?.happened.overflowed ?? NaN, unit: "" },
  ];
}

function machine({ reading, samples, cpuMs, restMb }: CampaignParts): Figure[] {
  const opened = msOf(reading, "open").length;
  const memory = samples.map(({ memoryBytes }) => memoryBytes / 2 ** 20).filter((mb) => mb > 0);
  const gauge = (name: string) => largest(samples.map(({ gauges }) => gauges[name] ?? 0));
  return [
    { name: "memory_mb_max", value: largest(memory), unit: "MB" },
    { name: "rest_mb", value: restMb, unit: "MB" },
    {
      name: "cpu_ms_per_conversation",
      value: cpuMs / opened,
      unit: "ms",
      note: "from the first agent's socket until the records have everything",
    },
    { name: "loop_delay_ms_max", value: gauge("loop_delay_ms"), unit: "ms" },
    { name: "records_lag_ms_max", value: gauge("records_lag_ms"), unit: "ms" },
  ];
}
