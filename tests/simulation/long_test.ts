import assert from "node:assert/strict";
import { begun, engineHash } from "./long.ts";

Deno.test("long - a report goes on where it stopped, and is stale when the engine has changed", async () => {
  const path = await Deno.makeTempFile({ suffix: ".json" });
  try {
    const engine = await engineHash();
    assert.match(engine, /^[0-9a-f]{16}$/);
    await Deno.writeTextFile(path, "null");
    const fresh = await begun(path, engine);
    assert.equal(fresh.seeds, 0);
    await Deno.writeTextFile(path, JSON.stringify({ ...fresh, seeds: 7 }));
    assert.equal((await begun(path, engine)).seeds, 7);
    assert.equal((await begun(path, "another")).seeds, 0);
  } finally {
    await Deno.remove(path);
  }
});
