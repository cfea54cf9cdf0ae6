import assert from "node:assert/strict";
import { AGENT_STATES, deskWithAgent, expiry } from "../testing/people.ts";
import { AGENT_ROWS } from "../testing/people_table.ts";
import { outcome } from "../testing/transitions.ts";

for (const { by, type, body, cells } of AGENT_ROWS) {
  Deno.test(`agent - ${type} ${JSON.stringify(body)} by ${by} in every state`, () => {
    const found = AGENT_STATES.map((state) => {
      const desk = deskWithAgent(state);
      return outcome(desk, by, type, body === "expiry" ? expiry(desk) : body);
    });
    assert.equal(found.join(" | "), cells);
  });
}
