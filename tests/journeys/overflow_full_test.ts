/** Features: A2, A3, A4. A full group hands on to one with room, and the agent sees why. */
import { journey } from "../support/journey.ts";
import { capacity } from "../support/journey_company.ts";
import { open, reply, row, shown, work } from "../support/staff.ts";
import { ask, comeBack, enter, said } from "../support/visitor.ts";

Deno.test("overflow - a full group hands on at once, and the agent sees why", () =>
  journey(async (journey) => {
    const presale = await work(journey, "lin");
    const orders = await work(journey, "chen");
    const first = await enter(journey);
    await ask(first, "Is there a discount?", "Offers and final payment");
    await row(presale, "Active", "Is there a discount?").waitFor();

    const second = await enter(journey);
    await ask(second, "Does it come in green?", "Sizes and choosing");
    await said(second, /陈佳怡 has joined/).waitFor();
    await open(orders, "Does it come in green?");
    const why = /Overflowed from Pre-sale to Orders and logistics: everyone was full/;
    await shown(orders, why).waitFor();
    await reply(orders, "Yes, pine green.");

    await orders.reload();
    await shown(orders, why).waitFor();
    await comeBack(second);
    await said(second, "Yes, pine green.").waitFor();
    await said(second, /colleagues can take you too/).waitFor();
  }, (company) => capacity(company, "lin", 1)));
