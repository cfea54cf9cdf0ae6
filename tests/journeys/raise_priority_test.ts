/** Features: A5. A supervisor puts one who waits before another; the time in line stays. */
import { journey } from "../support/journey.ts";
import { capacity, withoutOverflow } from "../support/journey_company.ts";
import { conversation, end, open, row, shown, signIn, work } from "../support/staff.ts";
import { ask, comeBack, enter, placeIs, said } from "../support/visitor.ts";

Deno.test("priority - a supervisor raises it, and both who wait see their place", () =>
  journey(async (journey) => {
    const agent = await work(journey, "lin");
    await ask(await enter(journey), "I am the first");
    await row(agent, "Active", "I am the first").waitFor();
    const second = await enter(journey);
    await ask(second, "I am the second");
    await placeIs(second, 1);
    const third = await enter(journey);
    await ask(third, "I am in a hurry");
    await placeIs(third, 2);

    const supervisor = await signIn(journey, "shen");
    await open(supervisor, "I am in a hurry", "Waiting");
    await conversation(supervisor).getByRole("button", { name: "Raise the priority" }).click();
    await placeIs(third, 1);
    await placeIs(second, 2);
    await second.panel.getByText(/Somebody with priority, or back at an earlier place/).waitFor();
    await comeBack(third);
    await placeIs(third, 1);

    await open(agent, "I am the first");
    await end(agent, "Other");
    await said(third, /林晓岚 has joined/).waitFor();
    await open(agent, "I am in a hurry");
    const line = "Priority raised to class 4 (was 5); its place in time stays";
    await shown(agent, line).waitFor();
    await agent.reload();
    await shown(agent, line).waitFor();
  }, (company) => {
    withoutOverflow(company);
    capacity(company, "lin", 1);
  }));
