import assert from "node:assert/strict";
import { createPlacement, engineOptions, placementOf, SettingInvalid } from "./options.ts";

const options = (env: Record<string, string>) => engineOptions((name) => env[name]);

Deno.test("engine options - a wrong setting is refused by its name", () => {
  const wrong: [Record<string, string>, RegExp][] = [
    [{}, /NATS_URL/],
    [{ NATS_URL: "nats://h", TIDEGATE_NAME: "a.b" }, /TIDEGATE_NAME/],
    [{ NATS_URL: "nats://h", TIDEGATE_OWN_PORT: "70000" }, /TIDEGATE_OWN_PORT/],
    [{ NATS_URL: "nats://h", TIDEGATE_PLACEMENT: "big:7" }, /TIDEGATE_PLACEMENT/],
    [{ NATS_URL: "nats://h", TIDEGATE_PLACEMENT: "big" }, /TIDEGATE_PLACEMENT/],
  ];
  for (const [env, name] of wrong) {
    assert.throws(
      () => options(env),
      (error) => error instanceof SettingInvalid && name.test(error.message),
    );
  }
});

Deno.test("engine options - a workspace placed by hand leaves its hash, others do not", () => {
  const placement = createPlacement(placementOf("big-shop:32, other:40"));
  assert.deepEqual(["demo", "big-shop", "other"].map(placement.of), [22, 32, 40]);
  assert.equal(placement.partitions.length, 34);
});
