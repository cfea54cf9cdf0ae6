/** Features: A4. A long line overflows before anybody has waited, and the place stays. */
import { journey } from "../support/journey.ts";
import { capacity, withoutOverflow } from "../support/journey_company.ts";
import { end, open, row, shown, work } from "../support/staff.ts";
import { ask, comeBack, enter, placeIs, said } from "../support/visitor.ts";

const WHY = /The line of Pre-sale is long; waits in Orders and logistics as well, at its place/;

Deno.test("overflow - behind a long line a visitor waits in another as well, and is told", () =>
  journey(async (journey) => {
    const presale = await work(journey, "lin");
    const orders = await work(journey, "chen");
    await ask(await enter(journey), "Is there a discount?", "Offers and final payment");
    await row(presale, "Active", "Is there a discount?").waitFor();
    await ask(await enter(journey), "Where is my parcel?", "Delivery and dispatch");
    await row(orders, "Active", "Where is my parcel?").waitFor();
    const second = await enter(journey);
    await ask(second, "Does it come in green?", "Sizes and choosing");
    await placeIs(second, 1);

    const third = await enter(journey);
    await ask(third, "And in blue?", "Sizes and choosing");
    await said(third, /colleagues can take you too. You keep your place/).waitFor();
    await open(orders, "Where is my parcel?");
    await end(orders, "Other");
    await said(third, /陈佳怡 has joined/).waitFor();
    await open(orders, "And in blue?");
    await shown(orders, WHY).waitFor();
    await orders.reload();
    await shown(orders, WHY).waitFor();
    await comeBack(second);
    await placeIs(second, 1);
  }, (company) => {
    withoutOverflow(company);
    capacity(company, "lin", 1);
    capacity(company, "chen", 1);
    const [presale] = company.configuration.groups;
    presale.overflow = [{ when: "longQueue", minQueue: 1, to: "orders" }];
  }));
