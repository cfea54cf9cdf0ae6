/** Features: B3, B4, B8, B9, B11. axe-core finds nothing on the pages beside the workbench. */
import assert from "node:assert/strict";
import { look } from "../support/axe.ts";
import { journey } from "../support/journey.ts";
import { conversation, open, work } from "../support/staff.ts";
import { ask, enter } from "../support/visitor.ts";

const PAGES = ["pending", "visitors", "reports", "multi"];
const SETTINGS = ["notices", "replies", "profile", "look", "account"];

Deno.test("accessibility - axe finds nothing on settings, reports, pending, visitors, columns", () =>
  journey(async (journey) => {
    const agent = await work(journey, "lin");
    await ask(await enter(journey), "A question");
    await open(agent, "A question");
    for (const name of ["Send a link or push a page", "Open side by side"]) {
      await conversation(agent).getByLabel(name).click();
      assert.deepEqual(await look(agent), [], name);
      await agent.keyboard.press("Escape");
    }
    await agent.keyboard.press("Control+k");
    await agent.getByRole("dialog", { name: "Search and commands" }).waitFor();
    assert.deepEqual(await look(agent), [], "palette");
    await agent.keyboard.press("Escape");
    for (const language of ["English", "简体中文"]) {
      await agent.goto(`${journey.desk.base}/desk/settings/look`);
      await agent.getByRole("radio", { name: language }).click();
      for (const page of [...PAGES, ...SETTINGS.map((one) => `settings/${one}`)]) {
        await agent.goto(`${journey.desk.base}/desk/${page}`);
        await agent.getByRole("main").waitFor();
        await agent.getByRole("heading", { level: 1 }).first().waitFor({ state: "attached" });
        assert.deepEqual(await look(agent), [], `${page} ${language}`);
      }
    }
  }));
