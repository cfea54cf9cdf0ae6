/** Features: C1. The day so far on the wall: served, durations, invitations, and the curve. */
import { journey } from "../support/journey.ts";
import { end, open, reply, signIn, work } from "../support/staff.ts";
import { ask, enter, said } from "../support/visitor.ts";

Deno.test("wall day - what was served today, by whom, how long, and when they came", () =>
  journey(async (journey) => {
    const agent = await work(journey, "lin");
    const visitor = await enter(journey);
    await ask(visitor, "Does it fold?");
    await open(agent, "Does it fold?");
    await reply(agent, "It does.");
    await said(visitor, "It does.").waitFor();
    await end(agent, "Size advice", false);

    const supervisor = await signIn(journey, "shen");
    await supervisor.getByRole("link", { name: "Wall" }).click();
    const served = supervisor.locator("div", { has: supervisor.getByText("Served today") }).last();
    await served.getByText("1", { exact: true }).waitFor();
    await supervisor.getByRole("button", { name: /林晓岚.*1 today, \d+ sec each/ }).waitFor();
    await supervisor.getByText("0 / 0", { exact: true }).waitFor();
    const curve = supervisor.getByRole("region", { name: "Came and served" });
    await curve.getByRole("img", { name: /1 came, 1 were served/ }).waitFor();
    await curve.getByRole("button", { name: "As a table" }).click();
    await curve.getByRole("row").filter({ hasText: /11$/ }).waitFor();
    await supervisor.reload();
    await curve.getByRole("img", { name: /1 came, 1 were served/ }).waitFor();
  }));
