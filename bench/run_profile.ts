/** Drives one k6 profile against a desk, then lets `verify` judge what the clients saw. */
import { SMOKE_COMPANY } from "./companies/smoke.ts";
import { type DeskProcess, startDesk } from "./desk_process.ts";
import { type Figure, writeFigures } from "./figures.ts";
import type { Profile } from "./profiles.ts";
import { type Driven, runK6, type Summary } from "./run_k6.ts";

/** Runs k6 until it ends; its console lines are the clients' history. */
export function drive(profile: Profile, base: string, folder: string): Promise<Driven> {
  const agents = SMOKE_COMPANY.people.filter((person) => person.agent).map((one) => one.account);
  return runK6({
    script: profile.script,
    folder,
    environment: {
      TARGET: base,
      OPEN_PER_SECOND: String(profile.rates.openPerSecond),
      MESSAGE_PER_SECOND: String(profile.rates.messagePerSecond),
      SECONDS: String(profile.rates.seconds),
      AGENTS: agents.join(","),
      PASSWORD: SMOKE_COMPANY.password,
    },
  });
}

/** Runs `verify` over the folder of a desk that was stopped. */
export async function verify(data: string, histories: string[], minima: string): Promise<boolean> {
  const script = new URL("../deploy/verify.ts", import.meta.url).pathname;
  const named = histories.flatMap((path) => ["--history", path]);
  const of = ["--data", data, "--workspace", SMOKE_COMPANY.workspace, "--minima", minima];
  const args = ["run", "-A", script, ...of, ...named];
  const status = await new Deno.Command(Deno.execPath(), { args }).spawn().status;
  return status.success;
}

function figuresOf(profile: Profile, summary: Summary): Figure[] {
  return profile.goals.map(({ figure, metric, statistic, min, max }) => {
    const { [statistic]: stated = 0, count = 0 } = summary.metrics[metric]?.values ?? {};
    // k6 divides by the whole run; the load lasts only a part of it.
    const value = statistic === "rate" ? count / profile.rates.seconds : stated;
    const met = (max === undefined || value <= max) && (min === undefined || value >= min);
    const unit = metric.endsWith("_ms") ? "ms" : statistic === "rate" ? "1/s" : "";
    return { figure, value, unit, goal: max === undefined ? `≥ ${min}` : `≤ ${max}`, met };
  }).map(({ figure, ...rest }) => ({ name: figure, ...rest }));
}

async function resources(desk: DeskProcess, profile: Profile): Promise<Figure[]> {
  const memory = await desk.memoryBytes() / (1024 * 1024);
  const cpu = await desk.cpuMs();
  return [
    { name: `${profile.name}.memory_mb`, value: memory, unit: "MB" },
    { name: `${profile.name}.cpu_ms`, value: cpu, unit: "ms" },
  ];
}

export async function runProfile(
  profile: Profile,
  target: string | undefined,
  json: string | undefined,
): Promise<boolean> {
  const folder = await Deno.makeTempDir({ prefix: "tidegate-bench-" });
  const data = `${folder}/data`;
  const begun = performance.now();
  const desk = target ? undefined : await startDesk(data, SMOKE_COMPANY);
  const readyMs = performance.now() - begun;
  const rest = desk ? await desk.memoryBytes() / (1024 * 1024) : 0;
  const driven = await drive(profile, target ?? desk!.base, folder);
  const used = desk ? await resources(desk, profile) : [];
  await desk?.stop();
  const kept = desk ? await verify(data, [driven.history], profile.minima) : true;
  const figures = [
    ...figuresOf(profile, driven.summary),
    ...used,
    { name: `${profile.name}.first_ready_ms`, value: readyMs, unit: "ms" },
    { name: `${profile.name}.rest_mb`, value: rest, unit: "MB", goal: "≤ 450", met: rest <= 450 },
  ];
  await writeFigures(json, profile.name, figures);
  await Deno.remove(folder, { recursive: true });
  if (!driven.success) console.error("k6 did not end well");
  return driven.success && kept && figures.every((figure) => figure.met !== false);
}
