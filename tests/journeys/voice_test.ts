/** Features: B1, D1. Voice messages go both ways and are there after a reload. */
import { journey } from "../support/journey.ts";
import { conversation, open, work } from "../support/staff.ts";
import { ask, comeBack, enter } from "../support/visitor.ts";

Deno.test("voice - the visitor and the agent record, and each hears the other", () =>
  journey(async (journey) => {
    const agent = await work(journey, "lin");
    const visitor = await enter(journey);
    for (const page of [agent, visitor.page]) await page.context().grantPermissions(["microphone"]);
    await ask(visitor, "Listen to this");
    await open(agent, "Listen to this");
    await visitor.panel.getByRole("button", { name: "Record a voice message" }).click();
    await visitor.panel.getByText("Recording 1 s").waitFor();
    await visitor.panel.getByRole("button", { name: "Send voice" }).click();
    const heard = agent.getByRole("log", { name: "Messages" }).getByLabel(/^Voice message/);
    await heard.waitFor();

    await conversation(agent).getByRole("button", { name: "Record a voice message" }).click();
    await agent.getByText("Recording 00:01").waitFor();
    await agent.getByRole("button", { name: "Send the voice message" }).click();
    await heard.nth(1).waitFor();
    await agent.reload();
    await heard.nth(1).waitFor();
    await comeBack(visitor);
    await visitor.panel.getByLabel(/^Voice message/).nth(1).waitFor();
  }));
