/** Features: B10. A transfer that a colleague declines stays where it was. */
import { journey } from "../support/journey.ts";
import { open, reply, section, shown, transfer, work } from "../support/staff.ts";
import { ask, enter, said } from "../support/visitor.ts";

Deno.test("transfer - a colleague declines and it stays with the first", () =>
  journey(async (journey) => {
    const lin = await work(journey, "lin");
    const visitor = await enter(journey);
    await ask(visitor, "Can you change my address?");
    await open(lin, "Can you change my address?");
    const chen = await work(journey, "chen");
    await transfer(lin, "陈佳怡");
    await lin.getByText(/Transferring to 陈佳怡/).waitFor();

    await section(chen, "Offered to me").getByRole("button", { name: "Decline" }).click();
    await section(chen, "Offered to me").waitFor({ state: "hidden" });
    await shown(lin, "The transfer was declined; it stays with 林晓岚").waitFor();
    await lin.getByText(/Transferring to/).waitFor({ state: "hidden" });
    await lin.reload();
    await shown(lin, "The transfer was declined; it stays with 林晓岚").waitFor();
    await reply(lin, "I have changed it myself.");
    await said(visitor, "I have changed it myself.").waitFor();
  }));
