/** Features: B1, D1. An ended conversation opens again with the next word, at the same agent. */
import { journey } from "../support/journey.ts";
import { end, open, reply, row, shown, work } from "../support/staff.ts";
import { ask, comeBack, endChat, enter, said, say } from "../support/visitor.ts";

Deno.test("reopening - the next word opens the conversation again, at the same agent", () =>
  journey(async (journey) => {
    const lin = await work(journey, "lin");
    await work(journey, "zhou");
    const visitor = await enter(journey);
    await ask(visitor, "Does it fit?");
    await open(lin, "Does it fit?");
    await end(lin, "Size advice", false);
    await said(visitor, "This chat has ended").waitFor();

    await say(visitor, "It does not fit");
    await open(lin, "It does not fit");
    await shown(lin, "The visitor wrote again; the conversation is open again").waitFor();
    await reply(lin, "Then send it back.");
    await said(visitor, "Then send it back.").waitFor();
    await endChat(visitor);
    await row(lin, "Active", /./).waitFor({ state: "hidden" });
    await shown(lin, "Ended by the visitor").waitFor();
    await comeBack(visitor);
    await said(visitor, "You ended the chat").waitFor();
  }));
