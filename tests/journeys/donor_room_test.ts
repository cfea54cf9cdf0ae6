/** Features: A4. A donor group keeps room for its own: it takes over only while enough are free. */
import { journey } from "../support/journey.ts";
import { capacity, withoutOverflow } from "../support/journey_company.ts";
import { open, row, shown, work } from "../support/staff.ts";
import { ask, comeBack, enter, placeIs, said } from "../support/visitor.ts";

const WHY = /Overflowed from Pre-sale to Orders and logistics: everyone was full/;

Deno.test("overflow - a donor takes over only while it keeps so many free for its own", () =>
  journey(async (journey) => {
    const presale = await work(journey, "lin");
    const orders = await work(journey, "chen");
    await ask(await enter(journey), "Is there a discount?", "Offers and final payment");
    await row(presale, "Active", "Is there a discount?").waitFor();
    const early = await enter(journey);
    await ask(early, "Does it come in green?", "Sizes and choosing");
    await placeIs(early, 1);

    const colleague = await work(journey, "xu");
    await said(early, /has joined/).waitFor();
    const late = await enter(journey);
    await ask(late, "And in blue?", "Sizes and choosing");
    await placeIs(late, 1);
    const server = await Promise.any([orders, colleague].map(async (page) => {
      await row(page, "Active", "Does it come in green?").waitFor();
      return page;
    }));
    await open(server, "Does it come in green?");
    await shown(server, WHY).waitFor();
    await server.reload();
    await shown(server, WHY).waitFor();
    await comeBack(late);
    await placeIs(late, 1);
  }, (company) => {
    withoutOverflow(company);
    for (const agent of ["lin", "chen", "xu"]) capacity(company, agent, 1);
    const [presale] = company.configuration.groups;
    presale.overflow = [{ when: "full", to: "orders", donorMinFree: 2 }];
  }));
