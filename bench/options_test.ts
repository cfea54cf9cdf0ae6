import assert from "node:assert/strict";
import { benchOptions } from "./options.ts";

Deno.test("bench options - words, numbers and files find their places", () => {
  const options = benchOptions([
    "flash",
    "--seed",
    "7",
    "--json",
    "a.json",
    "--target",
    "http://x:1/",
  ]);
  assert.equal(options.name, "flash");
  assert.equal(options.seed, 7);
  assert.equal(options.json, "a.json");
  assert.equal(options.target, "http://x:1");
  assert.deepEqual(benchOptions(["compare", "a.json", "b.json"]).files, ["a.json", "b.json"]);
});

Deno.test("bench options - a wrong word, number or address is named with an example", () => {
  for (
    const [args, said] of [
      [["flash", "--sed", "7"], /--sed is not an option/],
      [["flash", "--seed"], /--seed needs a value, as in --seed 60/],
      [["flash", "--seed", "0"], /--seed takes a whole number from 1/],
      [["flash", "--seed", "many"], /--seed takes a whole number/],
      [["flash", "--target", "desk"], /--target takes an address, as in --target http/],
      [["flash", "--json", "--seed"], /--json needs a value/],
    ] as const
  ) assert.throws(() => benchOptions(args), said);
});
