import assert from "node:assert/strict";
import { freshId } from "./fresh_id.ts";

Deno.test("fresh id - counts on, and passes over what is taken", () => {
  assert.equal(freshId("look", []), "look1");
  assert.equal(freshId("look", [{ id: "a" }, { id: "look3" }]), "look4");
});
