/** Features: A10. A supervisor sees from whom an agent was chosen, and why not the others. */
import { look } from "../support/axe.ts";
import assert from "node:assert/strict";
import { journey } from "../support/journey.ts";
import { open, section, setPresence, shown, signIn, work } from "../support/staff.ts";
import { ask, enter } from "../support/visitor.ts";

Deno.test("explain - candidates, the first rule that failed and the version stand behind the line", () =>
  journey(async (journey) => {
    const agent = await work(journey, "lin");
    const colleague = await work(journey, "zhou");
    await setPresence(colleague, "Break");
    const visitor = await enter(journey);
    await ask(visitor, "Is it warm?");
    await open(agent, "Is it warm?");
    await shown(agent, "Why?").last().click();
    await agent.getByRole("button", { name: "See the candidates" }).waitFor({ state: "hidden" });

    const supervisor = await signIn(journey, "shen");
    await supervisor.goto(agent.url());
    await shown(supervisor, "Why?").last().click();
    await supervisor.getByRole("button", { name: "See the candidates" }).click();
    const told = supervisor.getByRole("dialog", { name: "How this was decided" });
    await told.getByText(/configuration version 1/).waitFor();
    await told.getByRole("row", { name: /林晓岚.*Chosen/ }).waitFor();
    await told.getByRole("row", { name: /周子墨.*Not online/ }).waitFor();
    assert.deepEqual(await look(supervisor), []);
    await supervisor.keyboard.press("Escape");
    await told.waitFor({ state: "hidden" });
    await section(agent, "Active").waitFor();
  }));
