/** Features: I1, I2. Our own client at the NATS door: bots and people answer, every promise kept. */
import assert from "node:assert/strict";
import { CAPACITY } from "../../bench/door/profiles.ts";
import { runCapacity } from "../../bench/door/run_capacity.ts";

Deno.test("load - a hundredth of the platform's evening keeps the promises", async () => {
  const json = await Deno.makeTempFile({ prefix: "tidegate-door-", suffix: ".json" });
  try {
    assert.equal(await runCapacity(CAPACITY["jd-short"], { seed: 1111, json }), true);
    const { figures } = JSON.parse(await Deno.readTextFile(json));
    const value = (name: string) =>
      figures.find((one: { name: string }) => one.name === `jd-short.${name}`)?.value;
    // an open, a close, and with bot or agent two turns between: about seven commands each
    const opened = value("opens_per_s") * CAPACITY["jd-short"].shape[0].seconds;
    assert.ok(value("commands") > 5 * opened, JSON.stringify(figures));
  } finally {
    await Deno.remove(json);
  }
});
