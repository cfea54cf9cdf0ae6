/** Features: A1, A5, A8, B11, E4. An admin writes classes, hours, topics and a bot in forms. */
import assert from "node:assert/strict";
import { look } from "../support/axe.ts";
import { journey } from "../support/journey.ts";
import { conversation, open, signIn, work } from "../support/staff.ts";
import { ask, enter } from "../support/visitor.ts";

Deno.test("configuration - the flow opens a group; classes, hours, topics, bots come by forms", () =>
  journey(async (journey) => {
    const agent = await work(journey, "lin");
    const admin = await signIn(journey, "admin");
    await admin.getByRole("link", { name: "Routing" }).click();
    const flow = admin.getByRole("region", { name: "Where overflow goes" });
    await flow.getByText("As a list").click();
    await flow.getByText(/^Pre-sale overflows to After-sale: /).first().waitFor();
    await flow.getByRole("button", { name: "Open the settings of Pre-sale" }).click();
    await admin.getByRole("group", { name: "Settings of Pre-sale" }).waitFor();

    await admin.locator("summary", { hasText: "Bases and slopes" }).click();
    const slope = admin.getByRole("textbox", { name: "Class 9, more each minute" });
    await slope.fill("-1");
    await admin.getByRole("button", { name: "Add hours" }).click();
    const closing = admin.getByRole("region", { name: "Closing topics" });
    await closing.getByRole("button", { name: "Add a topic", exact: true }).click();
    await closing.locator("summary").last().click();
    await closing.getByRole("textbox", { name: "Name, English" }).last().fill("Pumps");
    await admin.getByRole("button", { name: "Add a bot" }).click();
    const bot = admin.getByRole("group", { name: /^Settings of Bot \d/ });
    await bot.getByRole("button", { name: "Add what it knows" }).click();
    await bot.getByRole("textbox", { name: "Ways to ask, one a line" }).fill("How to pump?");
    await bot.getByRole("textbox", { name: "Answer, English", exact: true }).fill("Turn it left.");
    assert.deepEqual(await look(admin), []);
    await admin.getByRole("button", { name: "Save and check" }).click();
    await admin.locator(".field", { has: slope }).getByText("A slope below 0 would punish waiting.")
      .waitFor();
    await slope.fill("0.5");
    await admin.getByRole("button", { name: "Save and check" }).click();
    await admin.getByText("The draft is saved and checked.").waitFor();
    const accept = admin.getByRole("checkbox", { name: /I know these warnings/ });
    if (await accept.isVisible()) await accept.check();
    await admin.getByRole("button", { name: "Publish now" }).click();
    await admin.getByRole("status").getByText("Published: version 2 is in force.").waitFor();
    await admin.reload();
    await admin.locator("summary", { hasText: "Bases and slopes" }).click();
    assert.equal(await slope.inputValue(), "0.5");

    await ask(await enter(journey), "My pump leaks");
    await agent.reload();
    await open(agent, "My pump leaks");
    await conversation(agent).getByRole("button", { name: "End", exact: true }).click();
    const dialog = agent.getByRole("dialog", { name: "End the conversation" });
    await dialog.getByRole("option", { name: "Pumps", exact: true }).waitFor();
  }));
