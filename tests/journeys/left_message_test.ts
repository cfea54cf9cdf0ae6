/** Features: B13, D1. Nobody is there: a left message, answered when somebody comes. */
import { journey } from "../support/journey.ts";
import { withoutOverflow } from "../support/journey_company.ts";
import { open, reply, setPresence, shown, signIn } from "../support/staff.ts";
import { ask, comeBack, enter, leaveMessage, said } from "../support/visitor.ts";

Deno.test("left message - it is answered later and read on return", () =>
  journey(async (journey) => {
    const visitor = await enter(journey);
    await ask(visitor, "Do you ship to Oslo?");
    await leaveMessage(visitor, { phone: "13800000000", text: "Tent for two, please" });
    await said(visitor, "Tent for two, please").waitFor();
    await comeBack(visitor);
    await said(visitor, "This is now a left message").waitFor();
    await visitor.page.goto("about:blank");

    const agent = await signIn(journey, "lin");
    await setPresence(agent, "Online");
    await open(agent, "Tent for two, please", "Active");
    await shown(agent, /The visitor chose to leave a message for Pre-sale/).waitFor();
    await agent.getByText("13800000000").first().waitFor();
    await reply(agent, "We do, from Friday.");
    await shown(agent, "We do, from Friday.").waitFor();

    await visitor.page.goBack();
    await comeBack(visitor);
    await said(visitor, "We do, from Friday.").waitFor();
  }, withoutOverflow));
