import assert from "node:assert/strict";
import { CAPACITY } from "./profiles.ts";
import { commandsOf, shareCarried } from "./share.ts";

const evening = CAPACITY["jd-20h"];

Deno.test("share - two turns take an open, three answers, two questions and a close", () => {
  assert.equal(commandsOf(evening), 7);
  assert.equal(commandsOf(CAPACITY["jd.opens"]), 2);
});

Deno.test("share - half of what was reached, to half a percent downwards", () => {
  assert.equal(shareCarried(evening, 3_900 * 7 * 2), 1);
  assert.equal(shareCarried(evening, 3_900 * 7), 0.5);
  assert.equal(shareCarried(evening, 5_500), 0.1);
});

Deno.test("share - never nothing, never more than everybody", () => {
  assert.equal(shareCarried(evening, 1), 0.005);
  assert.equal(shareCarried(evening, 1_000_000), 1);
});
