import assert from "node:assert/strict";
import { isReady } from "./ready.ts";

Deno.test("ready - by its own word; who lacks but companies counts as started after a while", async () => {
  let answer = () => new Response("ready\n");
  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen() {} }, () => answer());
  const { port } = server.addr;
  const lacks = (...names: string[]) => () =>
    Response.json({
      ok: false,
      parts: {
        keys: { ok: true },
        ...Object.fromEntries(names.map((name) => [name, { ok: false, says: "no" }])),
      },
    }, { status: 503 });
  const [soon, late] = [1_000, 30_000];
  try {
    assert.equal(await isReady(port, soon), true);
    answer = lacks("workspace demo", "other workspaces");
    assert.deepEqual([await isReady(port, soon), await isReady(port, late)], [false, true]);
    answer = lacks("workspace demo", "engine");
    assert.equal(await isReady(port, late), false);
    answer = lacks();
    assert.equal(await isReady(port, late), false);
    answer = () => new Response("NATS does not answer\n", { status: 503 });
    assert.equal(await isReady(port, late), false);
  } finally {
    await server.shutdown();
  }
  assert.equal(await isReady(port, late), false, "nobody is there");
});
