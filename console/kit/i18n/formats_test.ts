import assert from "node:assert/strict";
import { decimal, names, percent } from "./formats.ts";

Deno.test("formats - what is rounded to nothing has no sign", () => {
  assert.deepEqual([-0.04, -0, 0.04, -0.06].map((value) => decimal("en", value)), [
    "0",
    "0",
    "0",
    "-0.1",
  ]);
  assert.equal(decimal("zh", -0.01), "0");
  assert.deepEqual([-0.0004, -0.02].map((share) => percent("en", share)), ["0%", "-2%"]);
});

Deno.test("formats - names beside each other never run together", () => {
  assert.equal(names("zh", ["林晓岚", "周子墨", "吴桐"]), "林晓岚、周子墨和吴桐");
  assert.equal(names("en", ["Ann", "Bo", "Cy"]), "Ann, Bo, Cy");
});
