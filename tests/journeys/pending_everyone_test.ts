/** Features: B7, B13. Pending work with reason and due time, everybody's for the supervisor. */
import { journey } from "../support/journey.ts";
import { withoutOverflow } from "../support/journey_company.ts";
import { open, park, shown, signIn, work } from "../support/staff.ts";
import { ask, enter, leaveMessage } from "../support/visitor.ts";

Deno.test("pending - the supervisor sees everybody's, and the left messages with their contact", () =>
  journey(async (journey) => {
    const stranger = await enter(journey);
    await ask(stranger, "Nobody there?");
    await leaveMessage(stranger, { phone: "13800138000", text: "Please call me" });
    const agent = await work(journey, "zhou");
    const visitor = await enter(journey);
    await ask(visitor, "Where is my order?");
    await open(agent, "Where is my order?");
    await park(agent, "Waiting for details from the visitor");
    await agent.getByRole("link", { name: "Pending" }).first().click();
    await agent.getByText("Waiting for details from the visitor").waitFor();

    const supervisor = await signIn(journey, "shen");
    await supervisor.getByRole("link", { name: "Pending" }).click();
    const row = supervisor.getByRole("link", {
      name: /Waiting for details from the visitor.*周子墨/,
    });
    await row.waitFor();
    await supervisor.reload();
    await row.click();
    await shown(supervisor, "Where is my order?").waitFor();
  }, withoutOverflow));
