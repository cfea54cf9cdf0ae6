/** Features: B11, B12. Topics and ratings of a period, by agent and reason, and as CSV. */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { journey } from "../support/journey.ts";
import { end, open, reply, signIn, work } from "../support/staff.ts";
import { ask, enter, rate } from "../support/visitor.ts";

Deno.test("reports - what ended and was rated counts for agent, reason and topic", () =>
  journey(async (journey) => {
    const agent = await work(journey, "lin");
    const visitor = await enter(journey);
    await ask(visitor, "Which size for 165 cm?");
    await open(agent, "Which size for 165 cm?");
    await reply(agent, "Size L.");
    await end(agent, "Size advice");
    await rate(visitor, 5, ["Solved"]);

    const supervisor = await signIn(journey, "shen");
    await supervisor.getByRole("link", { name: "Reports" }).click();
    const topics = supervisor.getByRole("table", { name: "Topics" });
    const sizes = topics.getByRole("row", { name: /Size advice 1 0/ });
    for (let tries = 0; tries < 10 && !await sizes.isVisible(); tries++) {
      await supervisor.reload();
      await topics.or(supervisor.getByText("No figures for this period yet")).waitFor();
    }
    await sizes.waitFor();
    const saving = supervisor.waitForEvent("download");
    await supervisor.getByRole("button", { name: "Export CSV" }).click();
    const saved = await saving;
    assert.match(saved.suggestedFilename(), /^topics-\d{4}-\d\d-\d\d\.csv$/);
    const file = await readFile(await saved.path(), "utf8");
    assert.match(file, /^\ufeffTopic,Conversations,.*\r\n.*Size advice,1,/);

    await supervisor.getByRole("radio", { name: "Ratings" }).click();
    const ratings = supervisor.getByRole("table", { name: "Ratings" });
    await ratings.getByRole("row", { name: /林晓岚 1 5/ }).waitFor();
    await supervisor.getByRole("radio", { name: "Reason" }).click();
    await ratings.getByRole("row", { name: /Solved 1 5/ }).waitFor();
  }));
