/**
 * `bench kill`: kills the desk (SIGKILL) at random moments under load, restarts it in the same
 * folder and on the same port, and judges at the end that nothing acknowledged was lost or doubled.
 */
import { SMOKE_COMPANY } from "./companies/smoke.ts";
import { startDesk } from "./desk_process.ts";
import { writeFigures } from "./figures.ts";
import { createStormHistory, storm } from "./load/storm.ts";
import { verify } from "./run_profile.ts";

const LIVE_FROM_MS = 400;
const LIVE_TO_MS = 2_500;

export async function runKill(times: number, json: string | undefined): Promise<boolean> {
  const folder = await Deno.makeTempDir({ prefix: "tidegate-kill-" });
  const data = `${folder}/data`;
  const history = await createStormHistory(`${folder}/history.jsonl`);
  let desk = await startDesk(data, SMOKE_COMPANY);
  const port = Number(new URL(desk.base).port);
  const load = storm(desk.base, history);
  const restarts: number[] = [];
  await load.ready;
  for (let kill = 1; kill <= times; kill++) {
    const liveMs = LIVE_FROM_MS + Math.random() * (LIVE_TO_MS - LIVE_FROM_MS);
    await new Promise((resolve) => setTimeout(resolve, liveMs));
    await desk.kill();
    const begun = performance.now();
    desk = await startDesk(data, undefined, port);
    restarts.push(performance.now() - begun);
  }
  const { acknowledged, inFlight } = await load.stop();
  await desk.stop();
  history.close();
  const kept = await verify(data, [`${folder}/history.jsonl`], "none");
  const sorted = restarts.toSorted((a, b) => a - b);
  const middle = sorted[Math.floor(sorted.length / 2)] ?? 0;
  await writeFigures(json, "kill", [
    { name: "kill.times", value: times, unit: "" },
    { name: "kill.acknowledged", value: acknowledged, unit: "" },
    { name: "kill.in_flight", value: inFlight, unit: "", note: "kills that met a sent command" },
    { name: "kill.restart_ms", value: middle, unit: "ms", max: sorted.at(-1), min: sorted[0] },
  ]);
  await Deno.remove(folder, { recursive: true });
  return kept && acknowledged > 0;
}
