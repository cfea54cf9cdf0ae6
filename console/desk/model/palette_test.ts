import assert from "node:assert/strict";
import { type Choice, found } from "./palette.ts";

const choice = (label: string, words = ""): Choice => ({
  id: label,
  group: "pages",
  label,
  words,
  run: () => {},
});
const names = (typed: string) =>
  found(
    [choice("小满妈妈", "定金能退吗 抖音"), choice("Reports"), choice("Settings", "reports")],
    typed,
  )
    .map((one) => one.label);

Deno.test("palette - every typed word must be there, names that begin with it come first", () => {
  assert.deepEqual(names("定金"), ["小满妈妈"]);
  assert.deepEqual(names("小满 抖音"), ["小满妈妈"]);
  assert.deepEqual(names("rep"), ["Reports", "Settings"]);
  assert.deepEqual(names("小满 淘宝"), []);
});
