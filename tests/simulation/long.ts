/**
 * `--long`: thousands of seeds of the simulation with three engines, hours of them, in as many
 * sittings as wanted. What was found stands in a report with the commit it was found on and a hash
 * of the engine's sources: when these change, the report is stale and the next sitting begins anew.
 */
import { createHash } from "node:crypto";
import { readProject, sources } from "../support/source_tree.ts";
import { simulateCluster } from "./cluster.ts";

const SEEDS = 2_000;
/** Between two acts come 20 steps on the average: 10,000 in all. */
const ACTS = 500;

/** What has to be met somewhere in a batch of seeds, or faults are no longer played. */
const MARKS = [
  "agent lowers capacity below load",
  "duplicate command after reconnect",
  "append duplicate",
  "engine cut off",
  "engine killed",
  "engine leaves",
  "engine paused",
  "killed with an append in flight",
  "nats without a leader",
  "owner goes on in its epoch",
  "resync of a lagging socket",
  "takeover from memory",
  "two believe that they own",
];

export interface LongReport {
  commit: string;
  /** Of the engine's own sources, tests excepted. */
  engine: string;
  at: string;
  seeds: number;
  of: number;
  acts: number;
  judged: Record<string, number>;
  marks: Record<string, number>;
  broken: { seed: number; sentence: string }[];
}

/** The sources that the simulation runs: any change makes a report stale. */
export async function engineHash(): Promise<string> {
  const hash = createHash("sha256");
  const own = /^engine\/(core|actors|contract|promises|ports)\//;
  for (const { path, test } of await sources()) {
    if (own.test(path) && !test) hash.update(path).update(await readProject(path));
  }
  return hash.digest("hex").slice(0, 16);
}

async function commit(): Promise<string> {
  const { stdout } = await new Deno.Command("git", { args: ["rev-parse", "--short", "HEAD"] })
    .output();
  return new TextDecoder().decode(stdout).trim();
}

const add = (into: Record<string, number>, name: string, count: number): void => {
  into[name] = (into[name] ?? 0) + count;
};

/** The report so far, or a fresh one where there is none or the engine has changed since. */
export async function begun(path: string, engine: string): Promise<LongReport> {
  const text = await Deno.readTextFile(path).catch(() => undefined);
  const kept: LongReport | undefined = text === undefined ? undefined : JSON.parse(text);
  if (kept?.engine === engine && kept.acts === ACTS) return kept;
  if (kept) console.log(`stale: the engine has changed since ${kept.commit}; it begins anew`);
  const counts = { judged: {}, marks: {}, broken: [] };
  return { commit: await commit(), engine, at: "", seeds: 0, of: SEEDS, acts: ACTS, ...counts };
}

/** Plays on until all seeds are done or the minutes are over; resolves with the exit code. */
export async function long(path: string, minutes: number): Promise<number> {
  const report = await begun(path, await engineHash());
  const until = performance.now() + minutes * 60_000;
  while (report.seeds < SEEDS && performance.now() < until) {
    const seed = report.seeds + 1;
    await simulateCluster({ seed, acts: ACTS }).then((outcome) => {
      for (const { promise, judged } of outcome.verdicts) add(report.judged, promise, judged);
      for (const [name, count] of outcome.marks) add(report.marks, name, count);
    }, (cause) => report.broken.push({ seed, sentence: (cause as Error).message.slice(0, 500) }));
    report.seeds = seed;
    report.at = new Date().toISOString();
    await Deno.writeTextFile(path, JSON.stringify(report, null, 2) + "\n");
  }
  const unmet = MARKS.filter((name) => !report.marks[name]);
  console.log(`${report.seeds} of ${SEEDS} seeds, ${ACTS} acts each, on ${report.commit}`);
  console.log(`judged: ${Object.entries(report.judged).map((one) => one.join(" ")).join(", ")}`);
  console.log(`not met yet: ${unmet.join(", ") || "none of the marks"}`);
  for (const { seed, sentence } of report.broken) console.error(`seed ${seed}: ${sentence}`);
  const done = report.seeds === SEEDS;
  return report.broken.length > 0 || (done && unmet.length > 0) ? 1 : 0;
}
