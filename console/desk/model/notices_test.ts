import assert from "node:assert/strict";
import { mustStay, NOTICES_AT_FIRST } from "./notices.ts";

Deno.test("notices - a limit that has passed is always told in some way, others may be silent", () => {
  const silent = { sound: "none", popup: false, desktop: false } as const;
  assert.equal(mustStay("breach", silent), true);
  assert.equal(mustStay("breach", { ...silent, popup: true }), false);
  assert.equal(mustStay("warn", silent), false);
  assert.equal(mustStay("breach", NOTICES_AT_FIRST.breach), false);
});
