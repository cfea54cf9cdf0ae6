/** Features: B10. A colleague takes over, with a note and the whole conversation. */
import { journey } from "../support/journey.ts";
import { note, open, reply, row, shown, transfer, work } from "../support/staff.ts";
import { ask, comeBack, enter, said } from "../support/visitor.ts";

Deno.test("transfer - a colleague accepts and goes on where the first left off", () =>
  journey(async (journey) => {
    const lin = await work(journey, "lin");
    const visitor = await enter(journey);
    await ask(visitor, "My parcel is stuck");
    await open(lin, "My parcel is stuck");
    await note(lin, "Third time this week");
    await shown(lin, "Third time this week").waitFor();

    const xu = await work(journey, "xu");
    await transfer(lin, "许一鸣", "Knows the courier");
    await open(xu, "My parcel is stuck", "Offered to me");
    await xu.getByText("Knows the courier").first().waitFor();
    await xu.getByRole("log").getByText("Third time this week").waitFor();
    await xu.getByRole("status").getByRole("button", { name: "Accept" }).click();
    await reply(xu, "I have called the courier.");
    await said(visitor, "I have called the courier.").waitFor();
    await said(visitor, "Handed over to 许一鸣").waitFor();

    await xu.reload();
    await shown(xu, "Transferred from 林晓岚 to 许一鸣").waitFor();
    await row(lin, "Active", /./).waitFor({ state: "hidden" });
    await comeBack(visitor);
    await said(visitor, "I have called the courier.").waitFor();
    await said(visitor, /Third time|Knows the courier/).waitFor({ state: "hidden" });
  }));
