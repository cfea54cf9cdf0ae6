/** Processes that end and are asked for at the same time. */
import assert from "node:assert/strict";
import type { Child } from "../child.ts";
import { supervise } from "./supervise.ts";

/** A process that the test lets serve, or fail, when it likes. */
function stage() {
  const supervised = supervise(() => {});
  const alive = new Set<number>();
  const starts: { serve(): void; fail(): void; end(): void }[] = [];
  let pids = 0;
  const start = (onEnd: () => void): Promise<Child> =>
    new Promise((resolve, reject) => {
      const pid = ++pids;
      alive.add(pid);
      const child: Child = {
        name: "one",
        pid,
        kill: () => {},
        stop: () => Promise.resolve(void alive.delete(pid)),
        ended: () => !alive.has(pid),
      };
      starts.push({
        serve: () => resolve(child),
        fail() {
          alive.delete(pid);
          reject(new Error("one did not start"));
        },
        end() {
          alive.delete(pid);
          onEnd();
        },
      });
    });
  const started = async (count: number) => {
    for (let tries = 0; starts.length < count; tries++) {
      assert.ok(tries < 600, `${starts.length} starts of ${count}`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    return starts[count - 1];
  };
  return { supervised, alive, started, start };
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 20));

Deno.test("supervise - work without a process waits for a start that is under way", async () => {
  const { supervised, alive, started, start } = stage();
  const kept = supervised.keep("one", start);
  (await started(1)).serve();
  await kept;
  (await started(1)).end(); // it is started again by itself
  const again = await started(2);
  let seen: number | undefined;
  const working = supervised.without(["one"], () => Promise.resolve(seen = alive.size));
  await settled();
  again.serve();
  (await started(3)).serve();
  await working;
  assert.equal(seen, 0, "none lived during the work");
  assert.equal(alive.size, 1);
  await supervised.stop();
  assert.equal(alive.size, 0);
});

Deno.test("supervise - one that does not come back from a renewal is tried again", async () => {
  const { supervised, alive, started, start } = stage();
  const kept = supervised.keep("one", start);
  (await started(1)).serve();
  await kept;
  const renewing = supervised.renew("one");
  (await started(2)).fail();
  await assert.rejects(renewing, /did not start/);
  (await started(3)).serve();
  await settled();
  assert.deepEqual([alive.size, supervised.running().length], [1, 1]);
  await supervised.stop();
});

Deno.test("supervise - after the end of all nothing is started, whatever work was under way", async () => {
  const { supervised, alive, started, start } = stage();
  const kept = supervised.keep("one", start);
  (await started(1)).serve();
  await kept;
  let end = (): void => {};
  const work = () => new Promise<void>((resolve) => end = resolve);
  const working = supervised.without(["one"], work);
  await settled();
  await supervised.stop();
  end();
  await working;
  assert.equal(alive.size, 0);
});
