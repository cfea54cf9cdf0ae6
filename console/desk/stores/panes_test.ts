import assert from "node:assert/strict";
import { withPane } from "./panes.ts";

Deno.test("panes - a conversation comes in beside the others while there is room, and once", () => {
  assert.deepEqual(withPane([], "a", undefined, 3), ["a"]);
  assert.deepEqual(withPane(["a"], "b", "a", 3), ["a", "b"]);
  assert.deepEqual(withPane(["a", "b"], "a", "b", 3), ["a", "b"]);
});

Deno.test("panes - without room it takes the place of the one in front", () => {
  assert.deepEqual(withPane(["a", "b", "c"], "d", "b", 3), ["a", "d", "c"]);
  assert.deepEqual(withPane(["a", "b"], "d", undefined, 2), ["d", "b"]);
});
