/** Features: B11. A topic is found by typing; without an invitation nobody is asked to rate. */
import { journey } from "../support/journey.ts";
import { conversation, open, section, shown, work } from "../support/staff.ts";
import { ask, comeBack, enter, said } from "../support/visitor.ts";

Deno.test("closing - a topic is found by typing and stands with the conversation", () =>
  journey(async (journey) => {
    const agent = await work(journey, "lin");
    const visitor = await enter(journey);
    await ask(visitor, "The cup is cracked");
    await open(agent, "The cup is cracked");
    await conversation(agent).getByRole("button", { name: "End", exact: true }).click();
    const dialog = agent.getByRole("dialog", { name: "End the conversation" });
    await dialog.getByRole("combobox", { name: "Find a topic" }).fill("qual");
    await dialog.getByRole("option", { name: /Quality/ }).click();
    await dialog.getByRole("checkbox", { name: "Invite the visitor to rate" }).uncheck();
    await dialog.getByRole("button", { name: "End the conversation" }).click();

    await said(visitor, "This chat has ended").waitFor();
    await visitor.panel.getByRole("form", { name: "How did we do?" }).waitFor({ state: "hidden" });
    await section(agent, "Ended today").getByRole("button").click();
    await section(agent, "Ended today").getByRole("link").click();
    await agent.reload();
    await shown(agent, /Ended by 林晓岚, topic “.*Quality”/).waitFor();
    await comeBack(visitor);
    await said(visitor, "The cup is cracked").waitFor();
    await said(visitor, "This chat has ended").waitFor();
  }));
