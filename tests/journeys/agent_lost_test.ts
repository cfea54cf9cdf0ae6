/** Features: A6, A5. An agent whose connection is gone for good loses the work to a colleague. */
import { journey } from "../support/journey.ts";
import { open, row, shown, work } from "../support/staff.ts";
import { ask, enter, said } from "../support/visitor.ts";

Deno.test("presence - who is gone longer than the grace hands on by himself", () =>
  journey(async (journey) => {
    const lin = await work(journey, "lin");
    const visitor = await enter(journey);
    await ask(visitor, "Are you there?");
    await row(lin, "Active", "Are you there?").waitFor();
    const zhou = await work(journey, "zhou");
    await lin.close();

    await open(zhou, "Are you there?");
    await shown(zhou, "Reclaimed: the connection of 林晓岚 was lost").waitFor();
    await said(visitor, "周子墨 has joined to help you.").waitFor();
    await zhou.reload();
    await row(zhou, "Active", "Are you there?").waitFor();
  }, (company) => {
    company.configuration.times.graceMs = 3_000;
  }));
