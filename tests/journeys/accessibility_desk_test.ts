/** Features: B1. axe-core finds nothing on the sign-in and at the desk, light and dark. */
import assert from "node:assert/strict";
import { look } from "../support/axe.ts";
import { journey } from "../support/journey.ts";
import { onlyClock } from "../support/journey_company.ts";
import { alertCount, conversation, note, open, reply, shown, work } from "../support/staff.ts";
import { ask, enter } from "../support/visitor.ts";

Deno.test("accessibility - axe finds nothing at the desk, in both languages and themes", () =>
  journey(async (journey) => {
    for (const language of ["en", "zh"] as const) {
      const stranger = await journey.person({ language });
      await stranger.goto(`${journey.desk.base}/desk/`);
      await stranger.getByRole("textbox").first().waitFor();
      assert.deepEqual(await look(stranger), []);
    }
    const agent = await work(journey, "lin");
    assert.deepEqual(await look(agent), []);
    await ask(await enter(journey), "A question", "Sizes and choosing");
    await open(agent, "A question");
    await note(agent, "a note");
    await reply(agent, "An answer with https://example.com/a in it");
    await shown(agent, "An answer").waitFor();
    await ask(await enter(journey), "Another one");
    await alertCount(agent, 1).waitFor();
    assert.deepEqual(await look(agent), []);

    for (const name of ["Pending", "Transfer", "End"]) {
      await conversation(agent).getByRole("button", { name, exact: true }).click();
      await agent.getByRole("dialog").waitFor();
      assert.deepEqual(await look(agent), [], name);
      await agent.keyboard.press("Escape");
      await agent.getByRole("dialog").waitFor({ state: "hidden" });
    }
    await agent.getByRole("button", { name: /^Alerts/ }).click();
    assert.deepEqual(await look(agent), []);
    await agent.keyboard.press("Escape");
    await agent.getByRole("button", { name: "My account" }).click();
    assert.deepEqual(await look(agent), []);
    await agent.getByRole("dialog").getByRole("radio", { name: "简体中文" }).click();
    await agent.reload();
    await agent.getByRole("log", { name: "消息" }).waitFor();
    assert.deepEqual(await look(agent), []);
  }, (company) => onlyClock(company, { warnMs: 1_000, breachMs: 600_000 })));
