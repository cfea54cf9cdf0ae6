/** `deno task simulation`: many seeds, or one of them again. */
import type { Event } from "../../engine/contract/wire/events.ts";
import { simulateCluster } from "./cluster.ts";
import { long } from "./long.ts";
import { type Outcome, type RunSettings, simulate } from "./run.ts";

const HELP = `deno task simulation [--seeds N] [--seed S] [--acts N] [--trace ID] [--cluster]
Runs the engine on a virtual clock with faults and judges the promises after every step.
Prints its seeds first; --seed S repeats one run exactly; --trace ID
prints every event that names a conversation, agent or visitor. --cluster runs three engines that
own three companies, with their leases, followers and handovers.
--long [--report FILE] [--minutes N] [--threads N] plays 24 hours of Singles' Day with a fault every
minute and 2,000 of its seeds of 10,000 steps each, a sitting of so many minutes (600) at a time,
and says in the report (tests/simulation/long.json) what was judged, on which commit; with
--minutes 0 only what stands there. Exit code 1 on a broken promise, or when all is played and
something that has to be met was not.`;

const REPORT = new URL("long.json", import.meta.url).pathname;

function number(name: string, otherwise: number): number {
  const at = Deno.args.indexOf(name);
  if (at < 0) return otherwise;
  const value = Number(Deno.args[at + 1]);
  if (Number.isInteger(value) && value >= 0) return value;
  console.error(`${name} takes a whole number, as in ${name} 20.\n${HELP}`);
  Deno.exit(2);
}

function add(into: Map<string, number>, from: Map<string, number>): void {
  for (const [name, count] of from) into.set(name, (into.get(name) ?? 0) + count);
}

if (Deno.args.includes("--help")) {
  console.log(HELP);
  Deno.exit(0);
}
if (Deno.args.includes("--long")) {
  const at = Deno.args.indexOf("--report");
  const path = at < 0 ? REPORT : Deno.args[at + 1];
  const threads = Math.max(1, number("--threads", navigator.hardwareConcurrency));
  Deno.exit(await long(path, number("--minutes", 600), threads));
}
const first = number("--seed", Math.floor(Math.random() * 1e9));
const seeds = number("--seeds", Deno.args.includes("--seed") ? 1 : 20);
const acts = number("--acts", 300);
const traced = Deno.args.includes("--trace") ? Deno.args[Deno.args.indexOf("--trace") + 1] : "";
const trace = (event: Event, sequence: number) => {
  const text = JSON.stringify(event);
  const global = /config|partition|gateway/.test(event.type);
  if (global || text.includes(`"${traced}"`)) console.log(sequence, text);
};
console.log(`seeds ${first} … ${first + seeds - 1}, ${acts} acts each`);
type Seen = Omit<Outcome, "batches">;
const clustered = Deno.args.includes("--cluster");
const marks = new Map<string, number>();
const events = new Map<string, number>();
const judged = new Map<string, number>();
let broken = 0;
for (let seed = first; seed < first + seeds; seed++) {
  const run: (settings: RunSettings) => Promise<Seen> = clustered ? simulateCluster : simulate;
  const outcome: Seen | undefined = await run({ seed, acts, ...(traced ? { trace } : {}) })
    .catch((cause) => {
      console.error((cause as Error).stack ?? cause);
      broken++;
      return undefined;
    });
  if (outcome === undefined) continue;
  add(marks, outcome.marks);
  add(events, outcome.events);
  for (const verdict of outcome.verdicts) {
    judged.set(verdict.promise, (judged.get(verdict.promise) ?? 0) + verdict.judged);
  }
}
const line = (from: Map<string, number>) =>
  [...from].sort().map(([name, count]) => `${name} ${count}`).join(", ");
console.log(`judged: ${line(judged)}`);
console.log(`events: ${line(events)}`);
console.log(`sometimes: ${line(marks)}`);
console.log(`${seeds - broken} seeds kept every promise, ${broken} did not`);
Deno.exit(broken === 0 ? 0 : 1);
