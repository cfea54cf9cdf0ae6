/** Features: A5, D1. In a line that moves, the wait is told as a range; in a still one it is not. */
import { crowd } from "../support/crowd.ts";
import { journey } from "../support/journey.ts";
import { capacity, withoutOverflow } from "../support/journey_company.ts";
import { section, work } from "../support/staff.ts";
import { ask, enter, placeIs } from "../support/visitor.ts";

const SERVED = 14;
/** A pace is known from eight ends on, a range is told from some sixteen ahead (group/estimate.ts). */
const ENDED = 10;
const WAITING = 34;

Deno.test("estimate - a line that moves tells the wait as a range", () =>
  journey(async (journey) => {
    const served = await crowd(journey, SERVED);
    const early = await enter(journey);
    await ask(early, "Nobody is served yet");
    await placeIs(early, SERVED + 1);
    await early.panel.getByRole("heading", { name: /^Nobody is online/ }).waitFor();

    const agent = await work(journey, "lin");
    await section(agent, "Active").getByRole("button", { name: String(SERVED) }).waitFor();
    await crowd(journey, WAITING);
    for (const leave of served.slice(0, ENDED)) await leave();
    const late = await enter(journey);
    await ask(late, "How long?");
    await late.panel.getByRole("heading", { name: /^Less than a minute$|^About \d/ }).waitFor();
  }, (company) => {
    withoutOverflow(company);
    capacity(company, "lin", SERVED);
  }));
