/** Features: C1, A7, C2. An alert on the wall leads to the transcript, where the supervisor whispers. */
import { journey } from "../support/journey.ts";
import { onlyClock } from "../support/journey_company.ts";
import { note, open, reply, shown, signIn, work } from "../support/staff.ts";
import { ask, enter, said } from "../support/visitor.ts";

Deno.test("wall - a breach stands on it, opens beside it, and a whisper stays with the staff", () =>
  journey(async (journey) => {
    const supervisor = await signIn(journey, "shen");
    await supervisor.getByRole("link", { name: "Wall" }).click();
    const agent = await work(journey, "he");
    const visitor = await enter(journey);
    await ask(visitor, "Still there?", "Returns and refunds");
    await open(agent, "Still there?");
    const alerts = supervisor.getByRole("region", { name: "Alerts" });
    await alerts.getByRole("button", { name: "Show conversation" }).first().waitFor();
    await supervisor.reload();
    await alerts.getByRole("button", { name: "Show conversation" }).first().click();
    await shown(supervisor, "Still there?").waitFor();
    await supervisor.getByRole("button", { name: "Join" }).click();
    await supervisor.getByRole("button", { name: /^Whisper/ }).click();
    await supervisor.getByRole("textbox", { name: "Note for colleagues" }).fill("Offer a refund");
    await supervisor.getByRole("button", { name: "Save note" }).click();
    await shown(agent, "Offer a refund").waitFor();
    await said(visitor, "Offer a refund").waitFor({ state: "hidden" });
    await note(agent, "Thank you");
    await shown(supervisor, "Thank you").waitFor();
    await reply(agent, "I am here now.");
    await supervisor.getByRole("link", { name: "Wall" }).click();
    await alerts.getByText("No open alerts").waitFor();
  }, (company) => onlyClock(company, { warnMs: 1_000, breachMs: 3_000 })));
