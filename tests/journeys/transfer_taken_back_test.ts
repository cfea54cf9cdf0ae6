/** Features: B10. The sender of a transfer takes it back before anybody answers. */
import { journey } from "../support/journey.ts";
import { open, reply, section, shown, transfer, work } from "../support/staff.ts";
import { ask, enter, said } from "../support/visitor.ts";

Deno.test("transfer - the sender takes it back and goes on", () =>
  journey(async (journey) => {
    const lin = await work(journey, "lin");
    const visitor = await enter(journey);
    await ask(visitor, "Is the blue one back?");
    await open(lin, "Is the blue one back?");
    const chen = await work(journey, "chen");
    await transfer(lin, "陈佳怡");
    await section(chen, "Offered to me").waitFor();

    await lin.getByRole("button", { name: "Take back" }).click();
    await section(chen, "Offered to me").waitFor({ state: "hidden" });
    await shown(lin, "林晓岚 took the transfer back").waitFor();
    await reply(lin, "It is, from Monday.");
    await said(visitor, "It is, from Monday.").waitFor();
    await chen.reload();
    await chen.getByText("No conversations right now").waitFor();
  }));
