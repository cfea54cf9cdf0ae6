/** `deno task simulate`: what the routing core would do, without a server. */
import { theory } from "./theory/command.ts";

const HELP = `deno task simulate --theory <form> name=value …
Prints a closed form as JSON, e.g. --theory erlangA lambda=4.2 mu=0.5 theta=1 n=12
Rates share one unit of time. Forms: erlangB erlangC erlangA halfinWhitt garnett estimatedWait
fluid priority chatLps`;

const [option, ...rest] = Deno.args;
if (option !== "--theory") {
  console.log(HELP);
  Deno.exit(option === "--help" ? 0 : 2);
}
const computed = theory(rest);
if (computed.ok) console.log(computed.text);
else console.error(computed.sentence);
Deno.exit(computed.ok ? 0 : 2);
