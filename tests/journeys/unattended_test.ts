/** Features: A4, A6. When the last one of a group goes on break, who waits there is taken elsewhere. */
import { journey } from "../support/journey.ts";
import { capacity, withoutOverflow } from "../support/journey_company.ts";
import { open, reply, row, setPresence, shown, work } from "../support/staff.ts";
import { ask, comeBack, enter, placeIs, said } from "../support/visitor.ts";

const WHY = /Overflowed from Pre-sale to Orders and logistics: nobody was online/;

Deno.test("overflow - when the last one of a group goes on break, who waits is taken elsewhere", () =>
  journey(async (journey) => {
    const presale = await work(journey, "lin");
    const orders = await work(journey, "chen");
    await ask(await enter(journey), "Is there a discount?", "Offers and final payment");
    await row(presale, "Active", "Is there a discount?").waitFor();
    const second = await enter(journey);
    await ask(second, "Does it come in green?", "Sizes and choosing");
    await placeIs(second, 1);

    await setPresence(presale, "Break");
    await open(orders, "Does it come in green?");
    await shown(orders, WHY).waitFor();
    await reply(orders, "Yes, pine green.");
    await orders.reload();
    await shown(orders, WHY).waitFor();
    await comeBack(second);
    await said(second, "Yes, pine green.").waitFor();
  }, (company) => {
    withoutOverflow(company);
    capacity(company, "lin", 1);
    const [presale] = company.configuration.groups;
    presale.overflow = [{ when: "noAgents", to: "orders" }];
  }));
