/** Features: I1. Many wait, their engine is killed, and the next one has everybody in line. */
import assert from "node:assert/strict";
import { runXl } from "../../bench/door/xl.ts";

Deno.test("load - an engine killed under a full line comes back with all who waited", async () => {
  const json = await Deno.makeTempFile({ prefix: "tidegate-xl-", suffix: ".json" });
  try {
    assert.equal(await runXl({ size: 640, seconds: 2, json }), true);
    const { figures } = JSON.parse(await Deno.readTextFile(json));
    const value = (name: string) =>
      figures.find((one: { name: string }) => one.name === `xl.${name}`)?.value;
    assert.deepEqual([value("waiting"), value("lost_by_restart")], [640, 0]);
  } finally {
    await Deno.remove(json);
  }
});
