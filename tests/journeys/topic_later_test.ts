/** Features: B11. A topic can follow after the visitor has ended the chat. */
import { journey } from "../support/journey.ts";
import { open, reply, shown, work } from "../support/staff.ts";
import { ask, endChat, enter } from "../support/visitor.ts";

Deno.test("topic - it can be added after the visitor was first to end the chat", () =>
  journey(async (journey) => {
    const agent = await work(journey, "lin");
    const visitor = await enter(journey);
    await ask(visitor, "Which size?");
    await open(agent, "Which size?");
    await reply(agent, "Size L.");
    await endChat(visitor);
    await agent.getByRole("button", { name: "Add a topic" }).click();
    const dialog = agent.getByRole("dialog", { name: "Add a topic" });
    await dialog.getByRole("option", { name: "Size advice", exact: true }).click();
    await dialog.getByRole("button", { name: "Save the topic" }).click();
    await dialog.waitFor({ state: "hidden" });
    await agent.reload();
    await shown(agent, /Topic added: “.*Size advice”/).waitFor();
  }));
