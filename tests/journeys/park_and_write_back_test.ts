/** Features: B7. Work set aside makes room, and comes back when the visitor writes. */
import { journey } from "../support/journey.ts";
import { capacity, withoutOverflow } from "../support/journey_company.ts";
import { conversation, open, park, reply, row, shown, work } from "../support/staff.ts";
import { ask, enter, said, say } from "../support/visitor.ts";

Deno.test("pending - it makes room for the next and comes back with the visitor's word", () =>
  journey(async (journey) => {
    const agent = await work(journey, "lin");
    const visitor = await enter(journey);
    await ask(visitor, "Where is my order?");
    await open(agent, "Where is my order?");
    await reply(agent, "Please send me its number.");
    await park(agent, "Waiting for details from the visitor");
    await agent.getByText("0 / 1").waitFor();
    await agent.reload();
    await row(agent, "Pending", "Waiting for details from the visitor").waitFor();

    await say(visitor, "Number 4711");
    await row(agent, "Active", "Number 4711").waitFor();
    await agent.getByText("1 / 1").waitFor();
    await shown(agent, "The visitor wrote again; no longer pending").waitFor();
    await conversation(agent).getByRole("button", { name: "Pending" }).waitFor();
    await reply(agent, "It leaves today.");
    await said(visitor, "It leaves today.").waitFor();
  }, (company) => {
    withoutOverflow(company);
    capacity(company, "lin", 1);
  }));
