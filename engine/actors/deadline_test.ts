import assert from "node:assert/strict";
import * as core from "../core/mod.ts";
import { agentRecord, opening, saying } from "../../tests/support/virtual/company.ts";
import { createStage, plantedCore } from "../../tests/support/virtual/stage.ts";

Deno.test("deadlines - one that comes again and again is held, alarmed, and blocks nobody else", async () => {
  let due = 0;
  const endless = plantedCore({
    nextDueAt: (state) => due > 0 && due < 150 ? 0 : core.nextDueAt(state),
    due(state, now) {
      if (due === 0 || due >= 150) return core.due(state, now);
      due++;
      return {
        type: "visitor.expire",
        id: "endless",
        level: 1,
        workspace: "demo",
        by: "engine",
        visitor: "nobody",
        dueAt: 1,
      };
    },
  });
  const stage = createStage(30, endless);
  await stage.employ({ lin: agentRecord(2, ["presale"]) });
  await stage.ask(opening("c1"));
  due = 1;
  const message = await stage.ask(saying("c1", 1));
  assert.equal(message.ok, true);
  assert.equal(due, 101);
  assert.equal(stage.process.alarms.at(-1)?.kind, "deadlineStuck");
  await stage.simulation.pass(60_000);
  assert.equal(due, 150);
  assert.ok(stage.events().some((of) => of.type === "conversation.alerted"));
});
