/** `deno task bench <profile>`: starts, drives, verifies, reports. */
import { runKill } from "./kill.ts";
import { runCost } from "./load/cost.ts";
import { runProfile } from "./run_profile.ts";
import { PROFILES } from "./profiles.ts";

const HELP = `deno task bench <profile> [--target URL] [--json FILE]
Profiles: ${Object.keys(PROFILES).join(", ")}. Also: bench kill [--times 50], bench kernel,
bench cost [--stories 3000]: CPU time of one conversation, by thread.
Ends with the check of the promises; exit code 1 on a broken promise or a missed goal.`;

function option(name: string): string | undefined {
  const at = Deno.args.indexOf(name);
  return at < 0 ? undefined : Deno.args[at + 1];
}

async function kernel(): Promise<boolean> {
  const script = new URL("../engine/core/routing/kernel_bench.ts", import.meta.url).pathname;
  const json = option("--json");
  const args = ["run", "-A", "--v8-flags=--expose-gc", script, ...(json ? ["--json", json] : [])];
  const status = await new Deno.Command(Deno.execPath(), { args }).spawn().status;
  return status.success;
}

const name = Deno.args[0] ?? "";
if (name === "--help") {
  console.log(HELP);
  Deno.exit(0);
}
const json = option("--json");
let ok: boolean;
if (name === "kernel") ok = await kernel();
else if (name === "kill") ok = await runKill(Number(option("--times") ?? 50), json);
else if (name === "cost") ok = await runCost(Number(option("--stories") ?? 3_000), json);
else if (name in PROFILES) ok = await runProfile(PROFILES[name], option("--target"), json);
else {
  console.error(`There is no profile "${name}".\n${HELP}`);
  Deno.exit(2);
}
Deno.exit(ok ? 0 : 1);
