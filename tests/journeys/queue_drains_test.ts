/** Features: A3, A5, D1. The second visitor queues, sees his place, and is served in order. */
import { journey } from "../support/journey.ts";
import { capacity, withoutOverflow } from "../support/journey_company.ts";
import { end, open, row, section, work } from "../support/staff.ts";
import { ask, comeBack, enter, placeIs, said } from "../support/visitor.ts";

Deno.test("queue - who came first is served first, and everybody sees his place", () =>
  journey(async (journey) => {
    const agent = await work(journey, "lin");
    const first = await enter(journey);
    await ask(first, "I am the first");
    await said(first, /林晓岚 has joined/).waitFor();

    const second = await enter(journey);
    await ask(second, "I am the second");
    await placeIs(second, 1);
    const third = await enter(journey);
    await ask(third, "I am the third");
    await placeIs(third, 2);
    await row(agent, "Waiting", "I am the third").waitFor();
    await section(agent, "Waiting").getByRole("button", { name: "2" }).waitFor();

    await open(agent, "I am the first");
    await end(agent, "Other");
    await said(second, /林晓岚 has joined/).waitFor();
    await row(agent, "Active", "I am the second").waitFor();
    await placeIs(third, 1);
    await comeBack(third);
    await placeIs(third, 1);
    await agent.reload();
    await row(agent, "Waiting", "I am the third").waitFor();
  }, (company) => {
    withoutOverflow(company);
    capacity(company, "lin", 1);
  }));
