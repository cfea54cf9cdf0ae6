/** Features: A6, C1. Signing out asks where open work goes; a supervisor sets somebody's presence. */
import { journey } from "../support/journey.ts";
import { open, presenceIs, reply, row, section, shown, signIn, work } from "../support/staff.ts";
import { ask, comeBack, enter, said } from "../support/visitor.ts";

Deno.test("leaving - signing out hands open work to the colleague who is chosen", () =>
  journey(async (journey) => {
    const lin = await work(journey, "lin");
    const visitor = await enter(journey);
    await ask(visitor, "Is it waterproof?");
    await row(lin, "Active", "Is it waterproof?").waitFor();
    const zhou = await work(journey, "zhou");
    await lin.getByRole("button", { name: "My account" }).click();
    await lin.getByRole("button", { name: "Sign out" }).click();
    const dialog = lin.getByRole("dialog", { name: "Hand over before signing out" });
    await dialog.getByRole("radio", { name: "To a colleague" }).check();
    await dialog.getByRole("button", { name: "Go offline and sign out" }).click();
    await dialog.getByText("Choose a colleague.").waitFor();
    await dialog.getByRole("combobox", { name: "Which colleague" }).selectOption("zhou");
    await dialog.getByRole("button", { name: "Go offline and sign out" }).click();
    await lin.getByRole("button", { name: "Sign in" }).waitFor();
    await open(zhou, "Is it waterproof?");
    await reply(zhou, "Yes, it is.");
    await comeBack(visitor);
    await said(visitor, "Yes, it is.").waitFor();
  }));

Deno.test("leaving - a supervisor sends an agent on a break and offline, the work stays theirs", () =>
  journey(async (journey) => {
    const lin = await work(journey, "lin");
    const visitor = await enter(journey);
    await ask(visitor, "Is it warm?");
    await row(lin, "Active", "Is it warm?").waitFor();
    const shen = await signIn(journey, "shen");
    await shen.getByRole("link", { name: "Wall" }).click();
    const members = shen.getByRole("region", { name: "Agents" });
    await members.getByRole("button", { name: /林晓岚/ }).click();
    const presence = shen.getByRole("combobox", { name: "Presence of 林晓岚" });
    await presence.selectOption("break");
    await presenceIs(lin, "Break");
    await lin.getByText("Your presence was set to Break elsewhere.").first().waitFor();
    await presence.selectOption("offline");
    const dialog = shen.getByRole("dialog", { name: "Hand over before 林晓岚 goes offline" });
    await dialog.getByRole("radio", { name: /^Pending/ }).check();
    await dialog.getByRole("button", { name: "Go offline" }).click();
    await presenceIs(lin, "Offline");
    await lin.reload();
    await presenceIs(lin, "Offline");
    await row(lin, "Pending", "Is it warm?").getByRole("link").click();
    await shown(lin, "Is it warm?").waitFor();
    await section(lin, "Active").waitFor({ state: "hidden" });
  }));
