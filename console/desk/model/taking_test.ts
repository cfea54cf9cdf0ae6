import assert from "node:assert/strict";
import { en, zh } from "../words/multi.ts";
import { whyNotTaken } from "./taking.ts";

Deno.test("taking - a refusal says what to do about it, in both languages", () => {
  const keys = (["not_eligible", "capacity_full", "not_found"] as const).map(whyNotTaken);
  assert.deepEqual(keys, ["take.offline", "take.full", "take.nobody"]);
  for (const key of keys) assert.ok(key && zh[key] && en[key]);
});

Deno.test("taking - what is not about the line keeps the sentence of its code", () => {
  assert.equal(whyNotTaken("offline"), undefined);
  assert.equal(whyNotTaken("busy"), undefined);
});
