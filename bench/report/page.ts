import type { Figure, FiguresDocument } from "../figures.ts";
import type { Verified } from "../verified.ts";
import type { Sample } from "../watch.ts";
import { chart, escaped, type Line, shortNumber } from "./chart.ts";
import { type Reading } from "./history_read.ts";
import { overTime, percentiles, SHOWN } from "./percentiles.ts";
import { figuresTable, frame, table } from "./tables.ts";

/** Everything that one run's page says. */
export interface Report {
  document: FiguresDocument;
  about: string;
  target: string;
  partial: boolean;
  reading: Reading;
  samples: readonly Sample[];
  limits: Record<string, number>;
  verified: Verified | undefined;
}

const SLOT_MS = 2_000;
/** What a visitor notices comes first, the machine last. */
const VISITORS_SIDE =
  /\.(answered|assigned|wait|gave_up|left|range|opened|failed|sockets|position|open_p99|message|own_message)/;

/** One self-contained page: the visitors' side, then load, latencies, lines, machine, limits. */
export function reportPage(report: Report): string {
  const { document, about, partial, verified } = report;
  const visitors = document.figures.filter(({ name }) => VISITORS_SIDE.test(name));
  const others = document.figures.filter(({ name }) => !VISITORS_SIDE.test(name));
  const title = `${document.bench}${partial ? " (partial: ended early)" : ""}`;
  return frame(title, [
    `<p>${escaped(about)}</p>`,
    circumstances(report),
    "<h2>The visitors' side</h2>",
    figuresTable(visitors),
    "<h2>Promises, machine and the rest</h2>",
    figuresTable(others),
    "<h2>Promises, judged at the end</h2>",
    verified ? promisesTable(verified) : "<p>Not verified: no data folder of the target.</p>",
    "<h2>Latency by step, ms</h2>",
    latencyTable(report.reading),
    "<h2>Over time</h2>",
    ...chartsOf(report),
    "<h2>Limits in force</h2>",
    table(["limit", "value"], Object.entries(report.limits).map(([a, b]) => [a, String(b)])),
  ]);
}

function circumstances({ document, target }: Report): string {
  const { machine, versions, commit, at, seed } = document;
  return table(["", ""], [
    ["at", at],
    ["target", target],
    ["seed", String(seed ?? "–")],
    ["commit", commit],
    ["machine", `${machine.cpu}, ${machine.cores} cores`],
    ["memory", `${shortNumber(machine.memoryBytes / 2 ** 30)} GiB`],
    ["versions", Object.entries(versions).map((one) => one.join(" ")).join(", ")],
  ]);
}

const promisesTable = ({ judged }: Verified): string =>
  table(
    ["promise", "judged", "broken"],
    Object.entries(judged).map(([name, one]) => [name, String(one.judged), String(one.broken)]),
  );

function latencyTable({ steps }: Reading): string {
  const rows = [...steps].map(([step, points]) => {
    const values = percentiles(points.map(({ ms }) => ms));
    return [step, String(points.length), ...values.map(({ value }) => shortNumber(value))];
  });
  return table(["step", "count", ...SHOWN.map((one) => one === 100 ? "max" : `p${one}`)], rows);
}

function chartsOf({ reading, samples }: Report): string[] {
  const { begunAt, endedAt, steps } = reading;
  const seconds = (endedAt - begunAt) / 1_000;
  const p99 = (step: string): Line => ({
    name: step,
    values: overTime(steps.get(step) ?? [], begunAt, endedAt, SLOT_MS, 99),
  });
  const perSecond = (name: string, points: readonly { at: number }[]): Line => ({
    name,
    values: countsOf(points, begunAt, endedAt),
  });
  const noted = (kind: string) => (reading.notes.get(kind) ?? []) as { at: number }[] & unknown[];
  const gauge = (name: string): Line => ({
    name,
    values: samples.map(({ gauges }) => gauges[name] ?? NaN),
  });
  const charts = [
    {
      title: "Opens and ends",
      unit: "1/s",
      lines: [
        perSecond("opened", steps.get("open") ?? []),
        perSecond("answered", noted("answered")),
        perSecond("gave up", noted("gave_up")),
        perSecond("left a message", noted("left")),
        perSecond("alerts", noted("alert")),
      ],
    },
    { title: "p99 by step", unit: "ms", lines: ["open", "own_message", "message"].map(p99) },
    { title: "Waiting by group", unit: "conversations", lines: groupLines(reading, "waiting") },
    { title: "Room taken by group", unit: "share", lines: groupLines(reading, "taken") },
    { title: "CPU by thread", unit: "cores", lines: threadLines(samples) },
    {
      title: "Memory",
      unit: "MB",
      lines: [
        { name: "resident", values: samples.map((one) => one.memoryBytes / 2 ** 20) },
      ],
    },
    { title: "Delays", unit: "ms", lines: [gauge("loop_delay_ms"), gauge("records_lag_ms")] },
    { title: "Sockets", unit: "", lines: [gauge("sockets_visitors"), gauge("sockets_staff")] },
  ];
  return charts.map((one) => chart({ ...one, seconds }));
}

function countsOf(points: readonly { at: number }[], begunAt: number, endedAt: number): number[] {
  const slots = new Array<number>(Math.max(1, Math.ceil((endedAt - begunAt) / SLOT_MS))).fill(0);
  for (const { at } of points) {
    slots[Math.min(slots.length - 1, Math.floor((at - begunAt) / SLOT_MS))] += 1_000 / SLOT_MS;
  }
  return slots;
}

interface GroupNote {
  group: string;
  waiting: number;
  usedUnits: number;
  capacityUnits: number;
}

/** The supervisor's wall: how many wait in each group, and how much of its room is taken. */
function groupLines({ notes }: Reading, what: "waiting" | "taken"): Line[] {
  const lines = new Map<string, number[]>();
  for (const one of notes.get("wall") ?? []) {
    for (const { group, waiting, usedUnits, capacityUnits } of one.groups as GroupNote[]) {
      const value = what === "waiting" ? waiting : usedUnits / Math.max(1, capacityUnits);
      const values = lines.get(group) ?? [];
      values.push(value);
      lines.set(group, values);
    }
  }
  return [...lines].map(([name, values]) => ({ name, values }));
}

function threadLines(samples: readonly Sample[]): Line[] {
  const totals = new Map<string, number>();
  for (const { cpu } of samples) {
    for (const [thread, share] of Object.entries(cpu)) {
      totals.set(thread, (totals.get(thread) ?? 0) + share);
    }
  }
  const busiest = [...totals].sort((a, b) => b[1] - a[1]).slice(0, 5);
  return busiest.map(([name]) => ({ name, values: samples.map(({ cpu }) => cpu[name] ?? 0) }));
}

/** Two runs beside each other, from their JSON. */
export function comparisonPage(left: FiguresDocument, right: FiguresDocument): string {
  const before = new Map(left.figures.map((one) => [one.name, one]));
  const rows = right.figures.map((one) => comparedRow(one, before.get(one.name)));
  return frame(`${left.bench}: ${left.commit.slice(0, 8)} and ${right.commit.slice(0, 8)}`, [
    table(["", "before", "after"], [
      ["at", left.at, right.at],
      ["seed", String(left.seed ?? "–"), String(right.seed ?? "–")],
      ["machine", left.machine.cpu, right.machine.cpu],
    ]),
    table(["figure", "before", "after", "after / before", "goal"], rows),
  ]);
}

function comparedRow(now: Figure, then: Figure | undefined): string[] {
  const ratio = then && then.value !== 0 ? now.value / then.value : NaN;
  const values = [then?.value ?? NaN, now.value, ratio].map(shortNumber);
  return [`${now.name}, ${now.unit}`, ...values, now.goal ?? ""];
}
