/** `deno task faults`: the table of faults on real processes, short or with its full counts. */
const HELP = `deno task faults [--full] [--only WORD]
Runs each fault on real engines and a real nats-server and prints what was injected, what was seen,
how long until commands were acknowledged again, and how many cases each promise judged.
--full takes the times and counts of the table, --only the faults whose name holds WORD.`;

const args = [...Deno.args];
const take = (flag: string): boolean => {
  const at = args.indexOf(flag);
  if (at < 0) return false;
  args.splice(at, 1);
  return true;
};

if (take("--help")) {
  console.log(HELP);
  Deno.exit(0);
}
const full = take("--full");
const only = args[0] === "--only" ? args.splice(0, 2)[1] : undefined;
if (args.length > 0) {
  console.error(`${args[0]} is no option.\n${HELP}`);
  Deno.exit(2);
}
const filter = only === undefined ? [] : ["--filter", only];
const { code } = await new Deno.Command(Deno.execPath(), {
  args: ["test", "-A", "--no-check", ...filter, "tests/faults"],
  cwd: new URL("../../", import.meta.url),
  env: { TIDEGATE_FAULTS: full ? "full" : "short" },
}).spawn().status;
Deno.exit(code);
