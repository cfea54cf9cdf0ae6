/**
 * Features: I3. The operator's own commands on a running cluster: what would disturb another is
 * refused while that runs, and the desk says that it is not ready from the death of its only engine
 * until it is back.
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
  /** Whichever of the two comes first runs, and the other one is told so; a quick one may be over. */
  const apart = (...both: [string, string]) =>
    until(`${both.join(" and ")} are kept apart`, async () => {
      const ends = await Promise.allSettled(both.map((one) => askDesk(cluster.folder, one)));
      const refused = ends.flatMap((end) => end.status === "rejected" ? [end.reason] : []);
      for (const { code, message } of refused) {
        assert.equal(code, "busy");
        assert.match(message, /^(rebuild|erase --now|rolling-restart) runs since/);
      }
      return refused.length === 1;
    });
  try {
    assert.equal((await readiness()).status, 200, "at once when the cluster says so");
    const processes = await askDesk(cluster.folder, "processes") as Process[];

    await apart("rebuild", "rebuild");
    await apart("rebuild", "erase-now");
    await apart("rebuild", "rolling-restart");
    assert.ok(Number(await askDesk(cluster.folder, "rebuild")) > 0);
    assert.equal(await askDesk(cluster.folder, "erase-now"), null);

    const restarted = await askDesk(cluster.folder, "rolling-restart") as string[];
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
