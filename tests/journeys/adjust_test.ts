/** Features: C3. Two agents carry less until a time; a supervisor restores it before. */
import assert from "node:assert/strict";
import { look } from "../support/axe.ts";
import { journey } from "../support/journey.ts";
import { withoutOverflow } from "../support/journey_company.ts";
import { open, shown, signIn, work } from "../support/staff.ts";
import { ask, enter } from "../support/visitor.ts";

Deno.test("adjust - nothing new comes while the capacity is 0, and the line drains on restore", () =>
  journey(async (journey) => {
    const agent = await work(journey, "he");
    const supervisor = await signIn(journey, "shen");
    await supervisor.getByRole("link", { name: "Wall" }).click();
    await supervisor.getByRole("link", { name: "Temporary adjustments" }).click();
    const form = supervisor.getByRole("form", { name: "New adjustment" });
    await form.getByRole("button", { name: "Adjust now" }).click();
    await form.getByText("Choose at least one.").waitFor();
    assert.deepEqual(await look(supervisor), []);
    await form.getByRole("checkbox", { name: "何雨" }).check();
    await form.getByRole("checkbox", { name: "唐宁" }).check();
    await form.getByRole("textbox", { name: "Capacity (conversations)" }).fill("0");
    await form.getByRole("combobox", { name: "Until when" }).selectOption({ label: "3 hours" });
    await form.getByRole("button", { name: "Adjust now" }).click();
    const one = supervisor.getByRole("listitem").filter({
      hasText: /何雨.*唐宁.*Capacity 0.*沈主管/,
    });
    await one.waitFor();
    await agent.getByText("0 / 0").waitFor();
    await ask(await enter(journey), "Is anybody free?", "Returns and refunds");
    await agent.getByText("Is anybody free?").waitFor();
    await supervisor.reload();
    await one.getByRole("button", { name: "Restore" }).click();
    await supervisor.getByText("Nothing is adjusted at present.").waitFor();
    await open(agent, "Is anybody free?");
    await shown(agent, "Is anybody free?").waitFor();
  }, withoutOverflow));
