/** Features: A4, A5, B13. Who waits turns to a left message and back, and has the old place. */
import { journey } from "../support/journey.ts";
import { capacity, withoutOverflow } from "../support/journey_company.ts";
import { end, open, row, shown, work } from "../support/staff.ts";
import { ask, comeBack, enter, leaveMessage, placeIs, said } from "../support/visitor.ts";

Deno.test("queue - a left message and back again does not cost the place", () =>
  journey(async (journey) => {
    const agent = await work(journey, "lin");
    await ask(await enter(journey), "I am the first");
    await row(agent, "Active", "I am the first").waitFor();
    const second = await enter(journey);
    await ask(second, "I am the second");
    await placeIs(second, 1);
    const third = await enter(journey);
    await ask(third, "I am the third");
    await placeIs(third, 2);

    await leaveMessage(second, { phone: "13800000000", text: "Call me, please" });
    await row(agent, "Left messages", "Call me, please").waitFor();
    await placeIs(third, 1);
    await comeBack(second);
    await second.panel.getByRole("button", { name: "Wait in the queue again" }).click();
    await placeIs(second, 1);
    await placeIs(third, 2);
    await comeBack(second);
    await placeIs(second, 1);

    await open(agent, "I am the first");
    await end(agent, "Other");
    await said(second, /林晓岚 has joined/).waitFor();
    await open(agent, "Call me, please");
    await shown(agent, /waits in Pre-sale again, at the same place/).waitFor();
  }, (company) => {
    withoutOverflow(company);
    capacity(company, "lin", 1);
  }));
