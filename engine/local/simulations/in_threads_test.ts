import assert from "node:assert/strict";
import { atOnce, simulationsInThreads } from "./in_threads.ts";

/** Takes its message and never answers. */
const THREAD = new URL("data:text/javascript,self.onmessage = () => {};");

Deno.test("what-if threads - the desk keeps a core for itself, where there is more than one", () => {
  assert.deepEqual([1, 2, 3, 4, 64].map(atOnce), [1, 1, 2, 3, 4]);
});

Deno.test("what-if threads - one more than may run at once is busy until another has ended", () => {
  const threads = simulationsInThreads(THREAD, () => ({}), 1);
  const start = (workspace: string) => {
    const started = threads.start(workspace, `of-${workspace}`, { days: 40 });
    return started.ok ? "started" : started.error.code;
  };
  assert.deepEqual([start("one"), start("other")], ["started", "busy"]);
  assert.equal(start("one"), "started");
  assert.deepEqual(threads.cancel("one", "of-one"), { ok: true });
  assert.equal(start("other"), "started");
  threads.drop();
});
