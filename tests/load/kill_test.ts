/** Features: I1. `kill -9` five times under load, then `verify` on the journal with the clients' own history. */
import assert from "node:assert/strict";
import { runKill } from "../../bench/kill.ts";

Deno.test("load - five kills lose and double nothing that was acknowledged", async () => {
  assert.equal(await runKill(5, undefined), true);
});
