/** `deno task simulate` without a recorded day: scenarios, checks, closed forms. */
import { simulate } from "./run/command.ts";
import { check } from "./run/check.ts";
import { checkEstimates } from "./estimates/check.ts";
import { compare } from "./tuning/compare.ts";
import { tune } from "./tuning/command.ts";
import { theory } from "./theory/command.ts";

const HELP = `deno task simulate <scenario.json> [--days N] [--seed S] [--json FILE]
    [--workers N] [--within 60s]
Runs the live core through independent days and prints what visitors and teams would meet, with
95 % intervals. Scenarios: engine/simulator/README.md and engine/simulator/examples/

deno task simulate --compare <plain.json> <other.json> [--days N] [--seed S] [--json FILE]
Two set-ups on the same people, in pairs: what changes, and what each class pays.

deno task simulate --tune <scenario.json> [--days N] [--workers N] [--within 10min] [--json FILE]
Searches weights by period, teams' order and overflow for the aim of the scenario's "tuning"; tries
the best on N fresh days, in pairs with the plain setting; exit code 1 when a limit is broken.

deno task simulate --check examples [--days N] [--workers N]
Runs the examples and compares them with the published figures of the reference simulator.

deno task simulate --estimates <scenario.json> … [--days N]
Compares the ranges shown to those who wait with their waits; exit code 1 when a goal is missed.

deno task simulate --what-if --day 2026-11-11 --draft FILE [--data FOLDER] [--workspace demo]
    [--answer-within 30s] [--days N] [--json FILE]
Runs a draft on a recorded day, once the configuration in force has reproduced it; exit code 1
when it has not.

deno task simulate --theory <form> name=value …
Prints a closed form as JSON, e.g. --theory erlangA lambda=4.2 mu=0.5 theta=1 n=12
Rates share one unit of time. Forms: erlangB erlangC erlangA halfinWhitt garnett estimatedWait
fluid priority chatLps; and the smallest staff that meets an aim (sl, abandons, meanWait):
    --theory staffing lambda=4.2 mu=0.5 theta=1 within=0.333 sl=0.8`;

/** Exit code. */
export async function simulator(args: string[]): Promise<number> {
  const [first, ...rest] = args;
  if (first === "--theory") return showTheory(rest);
  if (first === "--check" && rest[0] === "examples") return await check(rest.slice(1));
  if (first === "--compare" && rest.length > 1) return await compare(rest);
  if (first === "--tune" && rest.length > 0) return await tune(rest);
  if (first === "--estimates" && rest.length > 0) return await checkEstimates(rest);
  if (first !== undefined && !first.startsWith("--")) return await simulate(args);
  console.log(HELP);
  return first === "--help" ? 0 : 2;
}

function showTheory(args: string[]): number {
  const computed = theory(args);
  if (computed.ok) console.log(computed.text);
  else console.error(computed.sentence);
  return computed.ok ? 0 : 2;
}
