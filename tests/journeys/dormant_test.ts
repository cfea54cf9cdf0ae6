/** Features: A3. A silent visitor weighs less, so that the next one finds room, and wakes again. */
import { journey } from "../support/journey.ts";
import { capacity, withoutOverflow } from "../support/journey_company.ts";
import { open, reply, shown, work } from "../support/staff.ts";
import { ask, enter, placeIs, said, say } from "../support/visitor.ts";

const ASLEEP = /No word from the visitor for 8 sec; counts as 0 of a conversation now/;
const AWAKE = /The visitor is back; counts as 1 of a conversation again/;

Deno.test("capacity - who says nothing for long makes room, and counts again on coming back", () =>
  journey(async (journey) => {
    const agent = await work(journey, "lin");
    const first = await enter(journey);
    await ask(first, "Which size am I?");
    await open(agent, "Which size am I?");
    const second = await enter(journey);
    await ask(second, "Do you have it in red?");
    await placeIs(second, 1);
    await reply(agent, "How tall are you?");
    await said(second, /林晓岚 has joined/).waitFor();
    await shown(agent, ASLEEP).waitFor();

    await say(first, "178");
    await shown(agent, AWAKE).waitFor();
    await agent.reload();
    await shown(agent, ASLEEP).waitFor();
    await shown(agent, AWAKE).waitFor();
  }, (company) => {
    withoutOverflow(company);
    capacity(company, "lin", 1);
    for (const { record } of company.people) if (record) record.windowCap = 3;
    for (const route of company.configuration.routes) {
      Object.assign(route, { dormantAfterMs: 8_000, dormantCostUnits: 0 });
    }
  }));
