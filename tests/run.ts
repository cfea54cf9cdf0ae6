/**
 * `deno task test`: brings what it can of the real parts, then runs every test. The closing line
 * counts them; a part that could not be had skips its tests and is named, and with CI=true a skip
 * is a failure.
 *
 * Tests on real processes and browsers share two cores with all that they start. A file of theirs
 * that fails is run once more by itself: what passes then is named as unsteady on the closing line,
 * and more of these than UNSTEADY_MAX are failures again.
 */
import { locate, type Part } from "../deploy/parts.ts";

interface Stage {
  name: string;
  args: string[];
  needs?: Part[];
  /** Real processes and browsers: a file that fails is run once more. */
  real?: boolean;
}

/** One may meet a machine that stood still; a third says that the tests or the product are ill. */
const UNSTEADY_MAX = 2;

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
    real: true,
  },
  { name: "faults", args: tests("tests/faults"), needs: ["nats-server"], real: true },
  { name: "attacks", args: tests("tests/attacks"), needs: ["chromium"], real: true },
  { name: "journeys", args: tests("tests/journeys"), needs: ["chromium"], real: true },
  { name: "load and kills", args: tests("tests/load"), needs: ["k6"], real: true },
];

interface Count {
  passed: number;
  failed: number;
  skipped: number;
}

// deno-lint-ignore no-control-regex
const plain = (output: string): string => output.replace(/\x1b\[[0-9;]*m/g, "");

/** Deno's own summary: `ok | 12 passed (3 steps) | 0 failed | 1 ignored`. */
function count(output: string, success: boolean): Count {
  const line = plain(output).split("\n").findLast((text) => /\d+ passed.*\| \d+ failed/.test(text));
  const number = (pattern: RegExp) => Number(line?.match(pattern)?.[1] ?? 0);
  if (line === undefined) return { passed: success ? 1 : 0, failed: success ? 0 : 1, skipped: 0 };
  const failed = number(/(\d+) failed/);
  return {
    passed: number(/(\d+) passed/),
    failed: success ? failed : Math.max(1, failed),
    skipped: number(/(\d+) ignored/),
  };
}

async function execute(args: string[]): Promise<{ output: string; success: boolean }> {
  const child = new Deno.Command(Deno.execPath(), { args, stdout: "piped", stderr: "piped" });
  const running = child.spawn();
  let output = "";
  const pump = async (stream: ReadableStream<Uint8Array>) => {
    const decoder = new TextDecoder();
    for await (const chunk of stream) {
      output += decoder.decode(chunk, { stream: true });
      await Deno.stdout.write(chunk);
    }
  };
  const [status] = await Promise.all([running.status, pump(running.stdout), pump(running.stderr)]);
  return { output, success: status.success };
}

/**
 * The files whose tests failed, by the order of the output: `running 1 test from ./tests/x_test.ts`,
 * then a line for each test. The list of failures names where a test is written, which may be a
 * file that many share.
 */
function failedFiles(output: string): string[] {
  const files = new Set<string>();
  let file: string | undefined;
  for (const line of plain(output).split("\n")) {
    const begun = line.match(/^running \d+ tests? from (\S+)/)?.[1];
    if (begun !== undefined) file = begun;
    else if (file !== undefined && /FAILED \(\d/.test(line)) files.add(file);
  }
  return [...files];
}

/** Runs what failed once more, alone; returns the counts as they then are. */
async function again(stage: Stage, output: string, got: Count, room: number): Promise<Count> {
  const files = failedFiles(output);
  if (!stage.real || files.length === 0 || files.length > room) return got;
  console.log(`\n== ${stage.name}, once more: ${files.join(", ")}`);
  const { output: second, success } = await execute(tests(...files));
  const repeated = count(second, success);
  if (!success || repeated.passed < got.failed) return got;
  unsteady.push(...files);
  console.log(`\nfailed first, passed alone: ${files.join(", ")}\n${plain(second).slice(-200)}`);
  return { ...got, passed: got.passed + got.failed, failed: 0 };
}

async function missing(stage: Stage): Promise<Part[]> {
  const found = await Promise.all((stage.needs ?? []).map(locate));
  return (stage.needs ?? []).filter((_, index) => found[index] === undefined);
}

const unsteady: string[] = [];
const total: Count = { passed: 0, failed: 0, skipped: 0 };
await execute(["task", "provision"]);
const built = await execute(["task", "build"]);
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
  const { output, success } = await execute(stage.args);
  const room = UNSTEADY_MAX - unsteady.length;
  const got = await again(stage, output, count(output, success), room);
  total.passed += got.passed;
  total.failed += got.failed;
  total.skipped += got.skipped;
  const seconds = ((performance.now() - begun) / 1000).toFixed(0);
  console.log(`-- ${stage.name}: ${got.passed} passed, ${got.failed} failed, ${seconds} s`);
}
const skips = total.skipped > 0 ? `, ${total.skipped} skipped` : "";
const shaky = unsteady.length > 0 ? `, unsteady: ${unsteady.join(", ")}` : "";
console.log(`\n${total.passed} passed, ${total.failed} failed${skips}${shaky}`);
const strict = Deno.env.get("CI") === "true" && total.skipped > 0;
Deno.exit(total.failed > 0 || strict ? 1 : 0);
