/** Features: A6, C1. At shift end a supervisor says for each open conversation where it goes. */
import { journey } from "../support/journey.ts";
import { open, reply, row, section, signIn, work } from "../support/staff.ts";
import { ask, comeBack, enter, said } from "../support/visitor.ts";

Deno.test("handover - one conversation to a colleague, one stays, each where it was put", () =>
  journey(async (journey) => {
    const lin = await work(journey, "lin");
    const first = await enter(journey);
    await ask(first, "Is it waterproof?", "Sizes and choosing");
    await row(lin, "Active", "Is it waterproof?").waitFor();
    await ask(await enter(journey), "Is it warm?", "Sizes and choosing");
    await row(lin, "Active", "Is it warm?").waitFor();
    const zhou = await work(journey, "zhou");

    const shen = await signIn(journey, "shen");
    await shen.getByRole("link", { name: "Wall" }).click();
    await shen.getByRole("link", { name: "Hand-over at shift end" }).click();
    await shen.getByRole("region", { name: "Everybody's open work" })
      .getByRole("link", { name: /林晓岚/ }).click();
    const items = shen.getByRole("region", { name: "Open work of 林晓岚" });
    await items.getByText("2 have no place yet").waitFor();
    await items.getByRole("listitem").filter({ hasText: "Is it warm?" })
      .getByRole("combobox").selectOption({ label: "Stays with its owner" });
    const waterproof = items.getByRole("listitem").filter({ hasText: "Is it waterproof?" });
    await waterproof.getByRole("combobox").focus();
    await shen.keyboard.press("1");
    await items.getByText("Everything has a place").waitFor();
    await shen.keyboard.press("Control+Enter");
    await items.getByText("1 was handed over").waitFor();
    await waterproof.waitFor({ state: "hidden" });

    await zhou.reload();
    await open(zhou, "Is it waterproof?");
    await reply(zhou, "Yes, it is.");
    await comeBack(first);
    await said(first, "Yes, it is.").waitFor();
    await lin.reload();
    await row(lin, "Active", "Is it warm?").waitFor();
    await section(lin, "Active").getByText("Is it waterproof?").waitFor({ state: "hidden" });
  }));
