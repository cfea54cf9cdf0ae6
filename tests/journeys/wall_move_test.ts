/** Features: C1, A5. The supervisor sees who waits, lets one rise, and moves it to an agent. */
import assert from "node:assert/strict";
import { look } from "../support/axe.ts";
import { journey } from "../support/journey.ts";
import { withoutOverflow } from "../support/journey_company.ts";
import { open, shown, signIn, work } from "../support/staff.ts";
import { ask, enter, said } from "../support/visitor.ts";

Deno.test("wall - a waiting conversation rises, then goes to an agent of another group", () =>
  journey(async (journey) => {
    const agent = await work(journey, "he");
    const visitor = await enter(journey);
    await ask(visitor, "Anybody?", "Sizes and choosing");
    const supervisor = await signIn(journey, "shen");
    await supervisor.getByRole("link", { name: "Wall" }).click();
    const row = supervisor.getByRole("link", { name: /Anybody\?/ });
    await row.filter({ hasText: "Class 5" }).waitFor();
    await supervisor.getByRole("row", { name: /Pre-sale 0% 1 \d\d:\d\d/ }).waitFor();
    assert.deepEqual(await look(supervisor), [], "wall");
    await row.click();
    await supervisor.getByRole("button", { name: "Raise the priority" }).click();
    await row.filter({ hasText: "Class 4" }).waitFor();
    await supervisor.getByRole("button", { name: "Move to" }).click();
    assert.deepEqual(await look(supervisor), [], "transcript");
    await supervisor.getByRole("button", { name: /何雨/ }).last().click();
    await open(agent, "Anybody?");
    await shown(agent, /何雨/).first().waitFor();
    await said(visitor, "Anybody?").waitFor();
  }, withoutOverflow));
