import assert from "node:assert/strict";
import { deskWithVisitor, expiry, VISITOR_STATES } from "../testing/people.ts";
import { VISITOR_ROWS } from "../testing/people_table.ts";
import { outcome } from "../testing/transitions.ts";

for (const { by, type, body, cells } of VISITOR_ROWS) {
  Deno.test(`visitor - ${type} ${JSON.stringify(body)} by ${by} in every state`, () => {
    const found = VISITOR_STATES.map((state) => {
      const desk = deskWithVisitor(state);
      return outcome(desk, by, type, body === "expiry" ? expiry(desk) : body);
    });
    assert.equal(found.join(" | "), cells);
  });
}
