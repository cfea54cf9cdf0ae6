import assert from "node:assert/strict";
import { COMMAND_ROWS, STATES } from "../testing/transition_table.ts";
import { deskIn, outcome } from "../testing/transitions.ts";

for (const { type, body, by } of COMMAND_ROWS) {
  Deno.test(`conversation - ${type} (${JSON.stringify(body)}) in every state`, () => {
    for (const [principal, cells] of Object.entries(by)) {
      const found = STATES.map((state) => outcome(deskIn(state), principal, type, body));
      assert.equal(found.join(" | "), cells, principal);
    }
  });
}
