/** Features: A4. A long expected wait overflows a newcomer, and both sides are told. */
import { crowd } from "../support/crowd.ts";
import { journey } from "../support/journey.ts";
import { capacity, withoutOverflow } from "../support/journey_company.ts";
import { end, open, row, section, shown, work } from "../support/staff.ts";
import { ask, comeBack, enter, said } from "../support/visitor.ts";

/** A pace is known from eight ends on, a range is told from some sixteen ahead (group/estimate.ts). */
const SERVED = 14;
const ENDED = 10;
const WAITING = 34;
const WHY = /The wait in Pre-sale looks long; waits in Orders and logistics as well, at its place/;

Deno.test("overflow - behind a long estimate a visitor waits in another line as well, and is told", () =>
  journey(async (journey) => {
    const served = await crowd(journey, SERVED);
    const agent = await work(journey, "lin");
    const orders = await work(journey, "chen");
    await section(agent, "Active").getByRole("button", { name: String(SERVED) }).waitFor();
    await ask(await enter(journey), "Where is my parcel?", "Delivery and dispatch");
    await row(orders, "Active", "Where is my parcel?").waitFor();
    await crowd(journey, WAITING);
    for (const leave of served.slice(0, ENDED)) await leave();
    const late = await enter(journey);
    await ask(late, "How long?");
    await said(late, /colleagues can take you too. You keep your place/).waitFor();
    await open(orders, "Where is my parcel?");
    await end(orders, "Other");
    await said(late, /陈佳怡 has joined/).waitFor();
    await open(orders, "How long?");
    await shown(orders, WHY).waitFor();
    await orders.reload();
    await shown(orders, WHY).waitFor();
    await comeBack(late);
    await said(late, /陈佳怡 has joined/).waitFor();
  }, (company) => {
    withoutOverflow(company);
    capacity(company, "lin", SERVED);
    capacity(company, "chen", 1);
    const [presale] = company.configuration.groups;
    presale.overflow = [{ when: "longEstimate", estimateOverMs: 0, to: "orders" }];
  }));
