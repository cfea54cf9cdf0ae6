/** One run of integrators by stock k6 at the NATS door, from its servers to the promises. */
import { DOOR_ROUTE, doorCompany } from "../companies/door.ts";
import { type Figure, writeFigures } from "../figures.ts";
import { judged } from "../goals.ts";
import { readHistory, type Reading } from "../report/history_read.ts";
import { percentile } from "../report/percentiles.ts";
import { runK6 } from "../run_k6.ts";
import { verifyDoor } from "../verified.ts";
import type { IntegratorProfile } from "./profiles.ts";
import { promisesOf } from "./promises.ts";
import { startDoor } from "./stage.ts";

const WORKSPACE = "bench";

export async function runIntegrator(
  profile: IntegratorProfile,
  json: string | undefined,
): Promise<boolean> {
  const folder = await Deno.makeTempDir({ prefix: "tidegate-door-" });
  const company = doorCompany(WORKSPACE, profile.agents, 0);
  const stage = await startDoor({ folder: `${folder}/nats`, companies: [company], followed: true });
  try {
    await stage.employ([company]);
    console.log(`${profile.name}: ${profile.about}`);
    const driven = await runK6({
      script: "scenarios/integrator.ts",
      folder,
      environment: {
        TARGET: stage.websocketUrl,
        WORKSPACE,
        PASSWORD: stage.passwords.get(WORKSPACE)!,
        ROUTE: DOOR_ROUTE,
        OPEN_PER_SECOND: String(profile.openPerSecond),
        SECONDS: String(profile.seconds),
        OPENERS: String(profile.openers),
      },
    });
    await Deno.mkdir(`${folder}/histories`);
    const history = `${folder}/histories/${WORKSPACE}.jsonl`;
    await Deno.rename(driven.history, history);
    const verified = await verifyDoor(stage.operatorUrl, `${folder}/histories`);
    const reading = readHistory(await Deno.readTextFile(history));
    const all = [...seen(profile, reading), ...promisesOf(profile.name, verified)];
    const figures = judged(all, profile.goals, profile.name);
    await writeFigures(json, profile.name, figures);
    return driven.success && verified.kept && figures.every(({ met }) => met !== false);
  } finally {
    await stage.stop();
    await Deno.remove(folder, { recursive: true });
  }
}

function seen({ name, seconds }: IntegratorProfile, reading: Reading): Figure[] {
  const msOf = (step: string) => (reading.steps.get(step) ?? []).map(({ ms }) => ms);
  const p99 = (step: string): Figure => ({
    name: `${name}.${step}_p99_ms`,
    value: percentile(msOf(step), 99),
    unit: "ms",
    note: `median ${percentile(msOf(step), 50).toFixed(1)}, ${msOf(step).length} measured`,
  });
  const followed = reading.notes.get("followed")?.[0] ?? {};
  const count = (field: string, value: number, note?: string): Figure => ({
    name: `${name}.${field}`,
    value,
    unit: "",
    note,
  });
  const closed = msOf("close").length;
  return [
    { name: `${name}.opens_per_s`, value: msOf("open").length / seconds, unit: "1/s" },
    p99("open"),
    p99("own_message"),
    p99("close"),
    count("events_followed", Number(followed.events), `${followed.repeated} came again`),
    count("events_missing", Number(followed.missing)),
    count("events_misplaced", Number(followed.misplaced)),
    count("closes_unfollowed", closed - Number(followed.closed), `of ${closed} acknowledged`),
    count("failed", reading.counts.get("failed") ?? 0),
  ];
}
