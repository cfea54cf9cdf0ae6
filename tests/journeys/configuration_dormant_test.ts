/** Features: A3. An admin says when a silent visitor falls asleep and what that one weighs. */
import assert from "node:assert/strict";
import { journey } from "../support/journey.ts";
import { fieldAt, openPart, publish } from "../support/routing_page.ts";
import { open, reply, shown, signIn, work } from "../support/staff.ts";
import { ask, enter, say } from "../support/visitor.ts";

const ASLEEP = /No word from the visitor for 5 sec; counts as 0.5 of a conversation now/;

Deno.test("configuration - when a silent visitor falls asleep comes by a form", () =>
  journey(async (journey) => {
    const agent = await work(journey, "lin");
    const admin = await signIn(journey, "admin");
    const route = await openPart(admin, "Entrances", "Qishan Outdoor");
    const after = route.getByRole("textbox", { name: /^Asleep when the visitor is silent/ });
    await after.fill("0.5");
    await fieldAt(route, /^Asleep when/).getByText("This is outside its range.").waitFor();
    await after.fill("5");
    await route.getByRole("textbox", { name: /^Weighs asleep/ }).fill("0.5");
    await publish(admin, 2);
    await admin.reload();
    await openPart(admin, "Entrances", "Qishan Outdoor");
    assert.equal(await after.inputValue(), "5");
    const colleague = await signIn(journey, "admin");
    const theirs = await openPart(colleague, "Entrances", "Qishan Outdoor");
    assert.equal(
      await theirs.getByRole("textbox", { name: /^Weighs asleep/ }).inputValue(),
      "0.5",
    );

    const visitor = await enter(journey);
    await ask(visitor, "Which size am I?");
    await open(agent, "Which size am I?");
    await reply(agent, "How tall are you?");
    await shown(agent, ASLEEP).waitFor();
    await say(visitor, "178");
    await shown(agent, /The visitor is back; counts as 1 of a conversation again/).waitFor();
    await agent.reload();
    await shown(agent, ASLEEP).waitFor();
  }));
