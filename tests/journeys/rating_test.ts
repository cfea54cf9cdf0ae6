/** Features: B12. A low score asks for other reasons than a high one; the agent reads both. */
import { journey } from "../support/journey.ts";
import { end, open, section, shown, work } from "../support/staff.ts";
import { ask, comeBack, enter, rate } from "../support/visitor.ts";

Deno.test("rating - the reasons follow the score", () =>
  journey(async (journey) => {
    const agent = await work(journey, "lin");
    const visitor = await enter(journey);
    await ask(visitor, "I waited long");
    await open(agent, "I waited long");
    await end(agent, "Other");

    const form = visitor.panel.getByRole("form", { name: "How did we do?" });
    await form.getByRole("radio", { name: "5 stars" }).click();
    await form.getByRole("button", { name: "Solved", exact: true }).waitFor();
    await rate(visitor, 2, ["Took a while"]);
    await section(agent, "Ended today").getByRole("button").click();
    await section(agent, "Ended today").getByRole("link").click();
    await shown(agent, "The visitor rated 2: Took a while").waitFor();
    await agent.reload();
    await shown(agent, "The visitor rated 2: Took a while").waitFor();
    await comeBack(visitor);
    await form.waitFor({ state: "hidden" });
  }));
