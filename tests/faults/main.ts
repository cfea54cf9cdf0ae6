/** `deno task faults`: the table of faults on real processes, short or with its full counts. */
import { countTests, runDeno } from "../support/test_run.ts";
import { type FaultsReport, linesOf, type Played, rowReport } from "./report.ts";
import { soak } from "./soak.ts";
import { faultTable } from "./table.ts";
import type { Told } from "./told.ts";

const HELP = `deno task faults [--full] [--only WORD] [--json FILE]
       deno task faults --soak [--seconds 600] [--seed N] [--json FILE]
Plays each row of the table of faults (tests/faults/README.md) and prints what was injected, what
was seen, how long until all went on, and how many cases each promise judged.
--full takes the times and counts of the table; --only the rows that hold WORD, or whose tests do;
--json names the file of the report (.cache/faults.json), which is written after every test file.
--soak keeps the local cluster under load and kills an engine, a gateway, the journal's leader,
PostgreSQL or Redis every twenty seconds, then verifies (.cache/soak.json).
Exit code 1 when a fault was not survived, or a row could not be played wholly.`;

const SOAK_SECONDS = 600;

const args = [...Deno.args];
const take = (flag: string): boolean => {
  const at = args.indexOf(flag);
  if (at < 0) return false;
  args.splice(at, 1);
  return true;
};
const value = (flag: string): string | undefined => {
  const at = args.indexOf(flag);
  return at < 0 ? undefined : args.splice(at, 2)[1];
};

if (take("--help")) {
  console.log(HELP);
  Deno.exit(0);
}
const number = (flag: string, otherwise: number): number => {
  const text = value(flag);
  const given = Number(text ?? otherwise);
  if (Number.isInteger(given) && given > 0) return given;
  console.error(`${flag} takes a whole number, as in ${flag} 600.\n${HELP}`);
  Deno.exit(2);
};
if (take("--soak")) {
  const seconds = number("--seconds", SOAK_SECONDS);
  const seed = number("--seed", Math.ceil(Math.random() * 1e9));
  Deno.exit(await soak(seconds, seed, value("--json") ?? ".cache/soak.json"));
}
const full = take("--full");
const only = value("--only") ?? "";
const path = value("--json") ?? ".cache/faults.json";
if (args.length > 0) {
  console.error(`${args[0]} is no option.\n${HELP}`);
  Deno.exit(2);
}
const rows = (await faultTable()).filter(({ fault, played }) =>
  [fault, ...played].some((words) => words.includes(only))
);
if (rows.length === 0) {
  console.error(`No row of the table holds "${only}".\n${HELP}`);
  Deno.exit(2);
}

async function play(test: string): Promise<Played> {
  const file = await Deno.makeTempFile({ suffix: ".jsonl" });
  const begun = performance.now();
  const { output, success } = await runDeno(["test", "-A", "--no-check", test], {
    TIDEGATE_FAULTS: full ? "full" : "short",
    TIDEGATE_FAULTS_TOLD: file,
  });
  const lines = (await Deno.readTextFile(file)).split("\n").filter((line) => line !== "");
  await Deno.remove(file);
  const told = lines.map((line): Told => JSON.parse(line));
  const seconds = Math.round((performance.now() - begun) / 1_000);
  return { path: test, seconds, told, ...countTests(output, success) };
}

const git = await new Deno.Command("git", { args: ["rev-parse", "--short", "HEAD"] }).output();
const report: FaultsReport = {
  commit: new TextDecoder().decode(git.stdout).trim(),
  at: "",
  counts: full ? "full" : "short",
  rows: [],
};
const all = new Map<string, Played>();
for (const test of new Set(rows.flatMap(({ played }) => played))) {
  all.set(test, await play(test));
  report.at = new Date().toISOString();
  report.rows = rows.map((row) => rowReport(row, all));
  await Deno.writeTextFile(path, `${JSON.stringify(report, null, 2)}\n`);
}
console.log(`\n${report.counts} counts on ${report.commit}, report: ${path}`);
for (const line of report.rows.flatMap(linesOf)) console.log(line);
Deno.exit(report.rows.every(({ state }) => state === "survived") ? 0 : 1);
