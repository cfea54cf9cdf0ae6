/**
 * `--long`: thousands of seeds of the simulation with three engines and a day of Singles' Day with a
 * fault every minute, in as many sittings as wanted. What was found stands in a report with the
 * commit it was found on and a hash of the sources that it ran: when these change, the report is
 * stale and the next sitting begins anew.
 */
import { createHash } from "node:crypto";
import { readProject, sources } from "../support/source_tree.ts";
import { HOURS } from "./day.ts";
import { ACTS, type Piece, type PieceDone } from "./long_piece.ts";

const SEEDS = 2_000;
const STEPS_LEAST = 10_000;

/** What has to be met somewhere in a batch of seeds, or faults are no longer played. */
const MARKS = [
  "agent lowers capacity below load",
  "alert due during downtime",
  "append duplicate",
  "append stale",
  "duplicate command after reconnect",
  "engine cut off",
  "engine killed",
  "engine leaves",
  "engine paused",
  "fault of the minute",
  "killed with an append in flight",
  "nats without a leader",
  "overflow to a second group",
  "owner goes on in its epoch",
  "owner superseded",
  "resync of a lagging socket",
  "spillback",
  "takeover from memory",
  "two believe that they own",
];

export interface LongReport {
  commit: string;
  /** Of the sources that were run, tests and this file excepted. */
  engine: string;
  at: string;
  /** Seeds 1 to this one were played, of `of`. */
  seeds: number;
  of: number;
  acts: number;
  /** The fewest steps that a seed took; 0 before the first. */
  stepsLeast: number;
  /** Hours of the day that were played, of `ofHours`. */
  hours: number;
  ofHours: number;
  judged: Record<string, number>;
  marks: Record<string, number>;
  broken: { piece: Piece; sentence: string }[];
}

const RUN =
  /^engine\/([a-z_]+\.ts$|(core|actors|contract|promises|ports)\/)|^tests\/(simulation|support\/virtual)\//;
const NOT_RUN = /_test\.ts$|\/(long|main)\.ts$/;

/** The sources that the simulation runs: any change makes a report stale. */
export async function engineHash(): Promise<string> {
  const hash = createHash("sha256");
  for (const { path } of await sources()) {
    if (RUN.test(path) && !NOT_RUN.test(path)) hash.update(path).update(await readProject(path));
  }
  return hash.digest("hex").slice(0, 16);
}

async function commit(): Promise<string> {
  const { stdout } = await new Deno.Command("git", { args: ["rev-parse", "--short", "HEAD"] })
    .output();
  return new TextDecoder().decode(stdout).trim();
}

function add(into: Record<string, number>, from: Record<string, number>): void {
  for (const [name, count] of Object.entries(from)) into[name] = (into[name] ?? 0) + count;
}

/** The report so far, or a fresh one where there is none or the engine has changed since. */
export async function begun(path: string, engine: string): Promise<LongReport> {
  const text = await Deno.readTextFile(path).catch(() => undefined);
  const kept: LongReport | undefined = text === undefined ? undefined : JSON.parse(text);
  if (kept?.engine === engine && kept.acts === ACTS) return kept;
  if (kept) console.log(`stale: the engine has changed since ${kept.commit}; it begins anew`);
  return {
    ...{ commit: await commit(), engine, at: "" },
    ...{ seeds: 0, of: SEEDS, acts: ACTS, stepsLeast: 0, hours: 0, ofHours: HOURS },
    ...{ judged: {}, marks: {}, broken: [] },
  };
}

/** The next pieces that are due, at most so many: first the day, then seed after seed. */
export function nextPieces({ seeds, of, hours, ofHours }: LongReport, count: number): Piece[] {
  const pieces: Piece[] = [];
  for (let hour = hours; hour < ofHours && pieces.length < count; hour++) pieces.push({ hour });
  for (let seed = seeds + 1; seed <= of && pieces.length < count; seed++) pieces.push({ seed });
  return pieces;
}

export function note(report: LongReport, { piece, broken, steps, judged, marks }: PieceDone): void {
  if ("hour" in piece) report.hours++;
  else report.seeds++;
  add(report.judged, judged);
  add(report.marks, marks);
  if (broken !== undefined) report.broken.push({ piece, sentence: broken });
  else if ("seed" in piece) {
    report.stepsLeast = Math.min(report.stepsLeast || Infinity, steps);
  }
}

const played = (thread: Worker, piece: Piece): Promise<PieceDone> =>
  new Promise((resolve, reject) => {
    thread.onmessage = ({ data }) => resolve(data);
    thread.onerror = (event) => reject(new Error(event.message));
    thread.postMessage(piece);
  });

/** Plays on until all is done or the minutes are over; resolves with the exit code. */
export async function long(path: string, minutes: number, threads: number): Promise<number> {
  const report = await begun(path, await engineHash());
  const until = performance.now() + minutes * 60_000;
  const module = new URL("./long_piece.ts", import.meta.url);
  const pool = Array.from({ length: threads }, () => new Worker(module, { type: "module" }));
  while (performance.now() < until) {
    const pieces = nextPieces(report, pool.length);
    if (pieces.length === 0) break;
    // whole rounds, so that what a report says was played is what lies behind it without a hole
    const done = await Promise.all(pieces.map((piece, at) => played(pool[at], piece)));
    for (const one of done) note(report, one);
    report.at = new Date().toISOString();
    await Deno.writeTextFile(path, JSON.stringify(report, null, 2) + "\n");
  }
  for (const thread of pool) thread.terminate();
  for (const line of summary(report)) console.log(line);
  return exitCode(report);
}

const unmetOf = ({ marks }: LongReport): string[] => MARKS.filter((name) => !marks[name]);

const isDone = ({ seeds, of, hours, ofHours }: LongReport): boolean =>
  seeds >= of && hours >= ofHours;

export function summary(report: LongReport): string[] {
  const { seeds, of, hours, ofHours, stepsLeast } = report;
  return [
    `${isDone(report) ? "done" : "not done yet"}, on ${report.commit}: ${seeds} of ${of} seeds, ` +
    `at least ${stepsLeast} steps each; ${hours} of ${ofHours} hours, a fault every minute`,
    `judged: ${Object.entries(report.judged).map((one) => one.join(" ")).join(", ")}`,
    `not met: ${unmetOf(report).join(", ") || "none of the marks"}`,
    ...report.broken.map(({ piece, sentence }) => `BROKEN ${JSON.stringify(piece)}: ${sentence}`),
  ];
}

/** 1 for a broken promise at any time, and at the end for too few steps or a mark never met. */
export function exitCode(report: LongReport): number {
  const short = unmetOf(report).length > 0 || report.stepsLeast < STEPS_LEAST;
  return report.broken.length > 0 || (isDone(report) && short) ? 1 : 0;
}
