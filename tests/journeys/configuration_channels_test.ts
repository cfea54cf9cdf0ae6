/** Features: A3. An admin writes the channel table, and a second chat waits for the first. */
import assert from "node:assert/strict";
import { look } from "../support/axe.ts";
import { journey } from "../support/journey.ts";
import { withoutOverflow } from "../support/journey_company.ts";
import { fieldAt, openPart, publish } from "../support/routing_page.ts";
import { open, signIn, work } from "../support/staff.ts";
import { ask, enter, placeIs } from "../support/visitor.ts";

Deno.test("configuration - the channel table comes by a form and keeps chats from an agent", () =>
  journey(async (journey) => {
    const agent = await work(journey, "lin");
    const admin = await signIn(journey, "admin");
    const table = await openPart(admin, "Channels", "Channel table");
    await table.getByRole("button", { name: "Add a channel" }).click();
    await table.getByRole("button", { name: "Add a limit" }).click();
    await table.getByRole("combobox", { name: "What is there already" }).selectOption("web");
    const most = table.getByRole("textbox", { name: "At most (0 = none)" });
    await most.fill("");
    await fieldAt(table, "At most (0 = none)").getByText("This is missing.").waitFor();
    await most.fill("0");
    assert.deepEqual(await look(admin), []);
    await publish(admin, 2);

    const colleague = await signIn(journey, "admin");
    const theirs = await openPart(colleague, "Channels", "Channel table");
    assert.equal(
      await theirs.getByRole("combobox", { name: "What is there already" }).inputValue(),
      "web",
    );
    await admin.reload();
    await openPart(admin, "Channels", "Channel table");
    assert.equal(await most.inputValue(), "0");

    await ask(await enter(journey), "Which size am I?");
    await open(agent, "Which size am I?");
    const second = await enter(journey);
    await ask(second, "Do you have it in red?");
    await placeIs(second, 1);
  }, withoutOverflow));
