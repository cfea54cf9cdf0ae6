/** Features: A4. Two lines share while one is so much longer, and no longer once it is not. */
import { journey } from "../support/journey.ts";
import { capacity, withoutOverflow } from "../support/journey_company.ts";
import { end, open, row, shown, work } from "../support/staff.ts";
import { ask, comeBack, enter, placeIs, said } from "../support/visitor.ts";

const TOLD = /colleagues can take you too. You keep your place/;
const SHARED = /Pre-sale and Orders and logistics share their lines; its place stays/;
const CLOSED = /Pre-sale has recovered; waits in Orders and logistics no longer/;

Deno.test("sharing - opens past the threshold for all who wait, and closes below the lower bound", () =>
  journey(async (journey) => {
    const presale = await work(journey, "lin");
    const orders = await work(journey, "chen");
    const came = async (text: string, topic: string) => {
      const visitor = await enter(journey);
      await ask(visitor, text, topic);
      return visitor;
    };
    await came("Is there a discount?", "Offers and final payment");
    await row(presale, "Active", "Is there a discount?").waitFor();
    await came("Where is my parcel?", "Delivery and dispatch");
    await row(orders, "Active", "Where is my parcel?").waitFor();
    const second = await came("Does it come in green?", "Sizes and choosing");
    await placeIs(second, 1);
    const third = await came("And in blue?", "Sizes and choosing");
    await said(second, TOLD).waitFor();
    await said(third, TOLD).waitFor();
    await open(orders, "Where is my parcel?");
    await end(orders, "Other");
    await open(orders, "Does it come in green?");
    await shown(orders, SHARED).waitFor();

    const fourth = await came("Is it shipped?", "Delivery and dispatch");
    await placeIs(fourth, 2);
    const fifth = await came("Wrong address", "Delivery and dispatch");
    await placeIs(fifth, 2);
    await placeIs(fourth, 1);
    await open(presale, "Is there a discount?");
    await end(presale, "Other");
    await open(presale, "And in blue?");
    await shown(presale, CLOSED).waitFor();
    await presale.reload();
    await shown(presale, SHARED).waitFor();
    await shown(presale, CLOSED).waitFor();
    await comeBack(third);
    await said(third, /林晓岚 has joined/).waitFor();
  }, (company) => {
    withoutOverflow(company);
    capacity(company, "lin", 1);
    capacity(company, "chen", 1);
    const [presale] = company.configuration.groups;
    const bounds = { threshold: 1, resumeBelow: 0 };
    presale.overflow = [{ when: "longQueue", to: "orders", ...bounds }];
  }));
