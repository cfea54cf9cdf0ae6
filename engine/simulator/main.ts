/** `deno task simulate`: what the routing core would do, without a server. */
import { simulate } from "./run/command.ts";
import { check } from "./run/check.ts";
import { checkEstimates } from "./estimates/check.ts";
import { theory } from "./theory/command.ts";

const HELP = `deno task simulate <scenario.json> [--days N] [--seed S] [--json FILE]
    [--workers N] [--within 60s]
Runs the live core through independent days and prints what visitors and teams would meet, with
95 % intervals. Scenarios: engine/simulator/README.md and engine/simulator/examples/

deno task simulate --check examples [--days N] [--workers N]
Runs the examples and compares them with the published figures of the reference simulator.

deno task simulate --estimates <scenario.json> … [--days N]
Compares the ranges shown to those who wait with their waits; exit code 1 when a goal is missed.

deno task simulate --theory <form> name=value …
Prints a closed form as JSON, e.g. --theory erlangA lambda=4.2 mu=0.5 theta=1 n=12
Rates share one unit of time. Forms: erlangB erlangC erlangA halfinWhitt garnett estimatedWait
fluid priority chatLps`;

const [first, ...rest] = Deno.args;
Deno.exit(await command());

async function command(): Promise<number> {
  if (first === "--theory") return showTheory();
  if (first === "--check" && rest[0] === "examples") return await check(rest.slice(1));
  if (first === "--estimates" && rest.length > 0) return await checkEstimates(rest);
  if (first !== undefined && !first.startsWith("--")) return await simulate(Deno.args);
  console.log(HELP);
  return first === "--help" ? 0 : 2;
}

function showTheory(): number {
  const computed = theory(rest);
  if (computed.ok) console.log(computed.text);
  else console.error(computed.sentence);
  return computed.ok ? 0 : 2;
}
