/** Features: A6, B10. The next one is fetched by hand while busy; new ones wait for an answer. */
import { journey } from "../support/journey.ts";
import { withoutOverflow } from "../support/journey_company.ts";
import { conversation, reply, section, setPresence, shown, work } from "../support/staff.ts";
import { ask, enter, said } from "../support/visitor.ts";

Deno.test("take - N brings the next one in front, also while busy", () =>
  journey(async (journey) => {
    const agent = await work(journey, "lin");
    await setPresence(agent, "Busy");
    const visitor = await enter(journey);
    await ask(visitor, "Is it in stock?");
    await section(agent, "Waiting").getByText("Is it in stock?").waitFor();
    await agent.keyboard.press("n");
    await conversation(agent).waitFor();
    await reply(agent, "It is.");
    await said(visitor, "It is.").waitFor();
    await agent.reload();
    await shown(agent, /林晓岚 took it from the line/).waitFor();
  }, withoutOverflow));

Deno.test("offers - a new one waits for a yes, and a no sends it on to the colleague", () =>
  journey(async (journey) => {
    const lin = await work(journey, "lin");
    const visitor = await enter(journey);
    await ask(visitor, "Anybody?");
    const offered = section(lin, "Offered to me");
    await offered.getByRole("button", { name: "Decline" }).click();
    await offered.waitFor({ state: "hidden" });
    const zhou = await work(journey, "zhou");
    await section(zhou, "Offered to me").getByRole("button", { name: "Accept" }).click();
    await section(zhou, "Active").getByRole("link").click();
    await reply(zhou, "Here I am.");
    await said(visitor, "Here I am.").waitFor();
    await zhou.reload();
    await shown(zhou, /accepted it/).waitFor();
  }, (company) => {
    withoutOverflow(company);
    for (const group of company.configuration.groups) group.offerMs = 60_000;
  }));
