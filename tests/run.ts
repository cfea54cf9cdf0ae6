/**
 * `deno task test`: brings what it can of the real parts, then runs every test. The closing line
 * counts them; a part that could not be had skips its tests and is named, and with CI=true a skip
 * is a failure.
 */
import { locate, type Part } from "../deploy/parts.ts";
import { type Count, countTests, runDeno } from "./support/test_run.ts";

interface Stage {
  name: string;
  args: string[];
  needs?: Part[];
}

const tests = (...paths: string[]) => ["test", "-A", "--no-check", ...paths];

const STAGES: Stage[] = [
  { name: "types", args: ["task", "types"] },
  { name: "coverage table", args: ["task", "coverage", "--check"] },
  { name: "tidy", args: tests("tests/tidy_test.ts", "tests/readme_test.ts") },
  { name: "unit", args: tests("engine", "gateway", "console", "bench", "deploy") },
  {
    name: "contract",
    args: tests("tests/contract", "tests/journals", "tests/fuzzing", "tests/local_engine_test.ts"),
  },
  { name: "simulation", args: tests("tests/simulation") },
  {
    name: "cluster",
    args: tests("tests/cluster"),
    needs: ["nats-server", "nats", "postgres", "redis-server"],
  },
  { name: "faults", args: tests("tests/faults"), needs: ["nats-server"] },
  { name: "attacks", args: tests("tests/attacks"), needs: ["chromium"] },
  { name: "journeys", args: tests("tests/journeys"), needs: ["chromium"] },
  { name: "load and kills", args: tests("tests/load"), needs: ["k6", "nats-server"] },
];

async function missing(stage: Stage): Promise<Part[]> {
  const found = await Promise.all((stage.needs ?? []).map(locate));
  return (stage.needs ?? []).filter((_, index) => found[index] === undefined);
}

const total: Count = { passed: 0, failed: 0, skipped: 0 };
await runDeno(["task", "provision"]);
const built = await runDeno(["task", "build"]);
if (!built.success) total.failed++;
for (const stage of STAGES) {
  const begun = performance.now();
  const lacking = await missing(stage);
  console.log(`\n== ${stage.name}`);
  if (lacking.length > 0) {
    console.log(`skipped: ${lacking.join(", ")} could not be had`);
    total.skipped++;
    continue;
  }
  const { output, success } = await runDeno(stage.args);
  const got = countTests(output, success);
  total.passed += got.passed;
  total.failed += got.failed;
  total.skipped += got.skipped;
  const seconds = ((performance.now() - begun) / 1000).toFixed(0);
  console.log(`-- ${stage.name}: ${got.passed} passed, ${got.failed} failed, ${seconds} s`);
}
const skips = total.skipped > 0 ? `, ${total.skipped} skipped` : "";
console.log(`\n${total.passed} passed, ${total.failed} failed${skips}`);
const strict = Deno.env.get("CI") === "true" && total.skipped > 0;
Deno.exit(total.failed > 0 || strict ? 1 : 0);
