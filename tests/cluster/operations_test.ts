/**
 * Features: I3. The operator's own commands on a running cluster: what would disturb another is refused while that runs,
 * and the desk says that it is not ready from the death of its only engine until it is back.
 */
import assert from "node:assert/strict";
import { askDesk } from "../../deploy/control.ts";
import { startCluster } from "../support/cluster.ts";
import { until } from "../support/until.ts";

const SMALL = ["--servers", "1", "--engines", "1", "--gateways", "1"];

type Process = { name: string; pid: number };

Deno.test("cluster - operations are kept apart, and readiness waits for the engine", async () => {
  const folder = await Deno.makeTempDir({ prefix: "tidegate-operations-" });
  const cluster = await startCluster(`${folder}/data`, SMALL);
  const readiness = async () => {
    const answer = await fetch(`${cluster.base}/readyz`).catch(() => undefined);
    return answer && { status: answer.status, ...await answer.json() };
  };
  const ready = () => until("it is ready", async () => (await readiness())?.status === 200);
  const busy = (runs: string) => ({ code: "busy", message: new RegExp(`^${runs} runs since`) });
  try {
    assert.equal((await readiness()).status, 200, "at once when the cluster says so");
    const processes = await askDesk(cluster.folder, "processes") as Process[];

    const rebuilding = askDesk(cluster.folder, "rebuild");
    await assert.rejects(askDesk(cluster.folder, "rebuild"), busy("rebuild"));
    await assert.rejects(askDesk(cluster.folder, "rolling-restart"), busy("rebuild"));
    await assert.rejects(askDesk(cluster.folder, "erase-now"), busy("rebuild"));
    assert.ok(Number(await rebuilding) > 0);
    assert.equal(await askDesk(cluster.folder, "erase-now"), null);

    const restarting = askDesk(cluster.folder, "rolling-restart");
    await assert.rejects(askDesk(cluster.folder, "rebuild"), busy("rolling-restart"));
    const restarted = await restarting as string[];
    const now = await askDesk(cluster.folder, "processes") as Process[];
    assert.deepEqual(now.map(({ name }) => name), processes.map(({ name }) => name));
    for (const name of restarted) {
      const pidIn = (of: Process[]) => of.find((one) => one.name === name)!.pid;
      assert.notEqual(pidIn(now), pidIn(processes), name);
    }
    await ready();

    Deno.kill(now.find(({ name }) => name === "engine-1")!.pid, "SIGKILL");
    const away = await until("it says so", async () => {
      const found = await readiness();
      return found?.status === 503 && found;
    });
    assert.deepEqual(away.parts["workspace demo"], { ok: false, says: "it does not answer yet" });
    await ready();
  } finally {
    await cluster.stop();
    await Deno.remove(folder, { recursive: true });
  }
});
