/** Features: A6. Who goes offline hands the work back to a colleague; who comes back finds it. */
import { journey } from "../support/journey.ts";
import { open, reply, row, section, setPresence, shown, work } from "../support/staff.ts";
import { ask, comeBack, enter, said } from "../support/visitor.ts";

Deno.test("presence - going offline hands the work on, being away for a moment does not", () =>
  journey(async (journey) => {
    const lin = await work(journey, "lin");
    const visitor = await enter(journey);
    await ask(visitor, "One question");
    await row(lin, "Active", "One question").waitFor();
    await lin.goto("about:blank");
    await lin.goBack();
    await open(lin, "One question");
    await reply(lin, "Yes?");
    await said(visitor, "Yes?").waitFor();

    const zhou = await work(journey, "zhou");
    await setPresence(lin, "Offline", false);
    await lin.getByRole("button", { name: "Go offline" }).click();
    await open(zhou, "Yes?");
    await shown(zhou, "Reclaimed: 林晓岚 went offline").waitFor();
    await section(lin, "Active").waitFor({ state: "hidden" });
    await said(visitor, "周子墨 has joined to help you.").waitFor();
    await reply(zhou, "Here I am.");
    await comeBack(visitor);
    await said(visitor, "Here I am.").waitFor();
  }));
