import { locate } from "../deploy/parts.ts";

/** Visitors come from many addresses, so that the limits per address stay as shipped. */
const LOCAL_ADDRESSES = "127.0.0.2-127.0.0.250";

/** k6 collects its garbage at five times what lives instead of at twice: the cores are the desk's. */
const GOGC = Deno.env.get("GOGC") ?? "400";

export interface Summary {
  metrics: Record<string, { values: Record<string, number> }>;
}

export interface Driven {
  summary: Summary;
  /** The clients' history: what the scripts wrote to their console. */
  history: string;
  success: boolean;
}

export interface Drive {
  script: string;
  folder: string;
  environment: Record<string, string>;
  /** Told of the process, so that it can be ended early. */
  begun?: (process: Deno.ChildProcess) => void;
}

/** Runs a k6 script until it ends. A target on another machine is reached from this one's address. */
export async function runK6({ script, folder, environment, begun }: Drive): Promise<Driven> {
  const k6 = await locate("k6");
  if (k6 === undefined) throw new Error("k6 is missing: run deno task provision");
  const history = `${folder}/history-${crypto.randomUUID()}.jsonl`;
  const summary = `${folder}/summary.json`;
  const path = new URL(script, import.meta.url).pathname;
  const local = new URL(environment.TARGET).hostname === "127.0.0.1";
  const settings = ["--quiet", "--no-usage-report"];
  if (local) settings.push("--local-ips", Deno.env.get("K6_LOCAL_IPS") ?? LOCAL_ADDRESSES);
  const child = new Deno.Command(k6, {
    args: ["run", ...settings, "--console-output", history, "--log-format", "raw", path],
    env: { GOGC, SUMMARY: summary, ...environment },
    stdout: "null",
    stderr: "piped",
  }).spawn();
  begun?.(child);
  const out = await child.output();
  if (!out.success) {
    console.error(new TextDecoder().decode(out.stderr).split("\n").slice(-12).join("\n"));
  }
  await tellFailures(history);
  const text = await Deno.readTextFile(summary).catch(() => '{"metrics":{}}');
  return { summary: JSON.parse(text), history, success: out.success };
}

const FAILURES_TOLD_MAX = 10;

/** What the scripts counted as failed, with its reason. */
async function tellFailures(history: string): Promise<void> {
  const lines = (await Deno.readTextFile(history).catch(() => "")).split("\n");
  const failures = lines.filter((line) => line.includes('"kind":"failed"'));
  for (const line of failures.slice(0, FAILURES_TOLD_MAX)) console.error(`failed: ${line}`);
  if (failures.length > FAILURES_TOLD_MAX) console.error(`… ${failures.length} failures in all`);
}
