/** Features: I1. A short smoke run through k6: every minimum reached, every promise kept, nothing failed. */
import assert from "node:assert/strict";
import { PROFILES } from "../../bench/profiles.ts";
import { runProfile } from "../../bench/run_profile.ts";

Deno.test("load - a short smoke run keeps the promises", async () => {
  assert.equal(await runProfile(PROFILES.short, undefined, undefined), true);
});
