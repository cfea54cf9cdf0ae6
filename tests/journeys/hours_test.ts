/** Features: A8, B13. Outside the hours a message is left and says why; inside, somebody answers. */
import { journey } from "../support/journey.ts";
import { hours, minuteAfter, withoutOverflow } from "../support/journey_company.ts";
import { open, reply, row, section, shown, work } from "../support/staff.ts";
import { ask, comeBack, enter, leaveContact, said } from "../support/visitor.ts";

/** Time for the desk to start and two people to come; and for the hours to turn after that. */
const TURNS_AFTER_MS = 60_000;
const TURNED_WITHIN = { timeout: 2 * TURNS_AFTER_MS + 30_000 };
const closedNow = /We are closed just now. This is now a left message/;

Deno.test("hours - outside them a visitor leaves a message, and inside it is routed", () =>
  journey(async (journey) => {
    const agent = await work(journey, "lin");
    const early = await enter(journey);
    await ask(early, "Are you there?");
    await early.panel.getByText(/^We are closed just now.$/).waitFor();
    await leaveContact(early, { phone: "13800000000", text: "Please call me" });
    await said(early, closedNow).waitFor();
    await row(agent, "Left messages", "Please call me").waitFor();
    await comeBack(early);
    await said(early, closedNow).waitFor();

    await row(agent, "Active", "Please call me").waitFor(TURNED_WITHIN);
    await open(agent, "Please call me");
    await shown(agent, "Outside the opening hours; left as a message").waitFor();
    await reply(agent, "Good morning.");
    await said(early, "Good morning.").waitFor();
    const late = await enter(journey);
    await ask(late, "And now?");
    await said(late, /林晓岚 has joined/).waitFor();
    await agent.reload();
    await row(agent, "Active", "And now?").waitFor();
  }, (company) => {
    withoutOverflow(company);
    hours(company, "open", minuteAfter(TURNS_AFTER_MS));
  }));

Deno.test("hours - who waits when they end is told so and keeps the place as a left message", () =>
  journey(async (journey) => {
    const agent = await work(journey, "shen");
    const visitor = await enter(journey);
    await ask(visitor, "Is anybody coming?");
    await section(agent, "Waiting").getByText("Is anybody coming?").waitFor();
    await visitor.panel.getByText(/^We are closed just now.$/).waitFor(TURNED_WITHIN);
    await row(agent, "Left messages", "Is anybody coming?").waitFor();
    await leaveContact(visitor, { phone: "13800000000", text: "Then tomorrow" });
    await comeBack(visitor);
    await said(visitor, closedNow).waitFor();
    await agent.reload();
    await open(agent, "Then tomorrow", "Left messages");
    await shown(agent, "Outside the opening hours; left as a message").waitFor();
  }, (company) => {
    withoutOverflow(company);
    hours(company, "close", minuteAfter(TURNS_AFTER_MS));
  }));
