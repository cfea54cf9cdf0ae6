/** Features: A6, B1. Two tabs of one agent show the same desk and answer side by side. */
import { journey } from "../support/journey.ts";
import { open, presenceIs, reply, row, setPresence, shown, work } from "../support/staff.ts";
import { ask, enter, said, say } from "../support/visitor.ts";

Deno.test("tabs - two tabs of one agent live side by side", () =>
  journey(async (journey) => {
    const one = await work(journey, "lin");
    const other = await one.context().newPage();
    await other.goto(`${journey.desk.base}/desk/`);
    await presenceIs(other, "Online");
    const visitor = await enter(journey);
    await ask(visitor, "Hello?");
    await open(one, "Hello?");
    await open(other, "Hello?");

    await reply(one, "From the first tab.");
    await shown(other, "From the first tab.").waitFor();
    await reply(other, "From the second tab.");
    await shown(one, "From the second tab.").waitFor();
    await said(visitor, "From the second tab.").waitFor();
    await setPresence(other, "Busy");
    await presenceIs(one, "Busy");

    await one.close();
    await say(visitor, "Still there?");
    await shown(other, "Still there?").waitFor();
    await other.reload();
    await row(other, "Active", "Still there?").waitFor();
    await presenceIs(other, "Busy");
  }));
