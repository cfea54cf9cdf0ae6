/** Features: A7. An admin binds a clock to an agent and writes what visitors read meanwhile. */
import assert from "node:assert/strict";
import { look } from "../support/axe.ts";
import { journey } from "../support/journey.ts";
import { onlyClock } from "../support/journey_company.ts";
import { fieldAt, openPart, publish } from "../support/routing_page.ts";
import { open, shown, signIn, work } from "../support/staff.ts";
import { ask, comeBack, enter, said } from "../support/visitor.ts";

Deno.test("configuration - hold texts and a clock of one agent come by forms", () =>
  journey(async (journey) => {
    const agent = await work(journey, "lin");
    const admin = await signIn(journey, "admin");
    const clock = await openPart(admin, "Clocks", "Answer");
    await clock.getByRole("button", { name: "Add a moment" }).click();
    const moment = clock.getByRole("textbox", { name: "After the clock's start (seconds)" });
    await moment.fill("0.5");
    await fieldAt(clock, /^After the clock/).getByText("This is outside its range.").waitFor();
    await moment.fill("2");
    await clock.getByRole("button", { name: "Add a text" }).click();
    const text = clock.getByRole("textbox", { name: "Text, English" });
    await fieldAt(clock, "Text, English").getByText("This is missing.").waitFor();
    await text.fill("We are looking it up.");
    await clock.getByRole("textbox", { name: "Text, Chinese" }).fill("正在查询。");
    await clock.getByRole("button", { name: "Add an agent" }).click();
    await clock.getByRole("combobox", { name: "For agent" }).selectOption({ label: "林晓岚" });
    assert.deepEqual(await look(admin), []);
    await publish(admin, 2);
    await admin.reload();
    await openPart(admin, "Clocks", "Answer");
    assert.equal(await moment.inputValue(), "2");

    const colleague = await signIn(journey, "admin");
    const theirs = await openPart(colleague, "Clocks", "Answer");
    const bound = theirs.getByRole("combobox", { name: "For agent" });
    assert.equal(await bound.locator("option:checked").innerText(), "林晓岚");

    const visitor = await enter(journey);
    await ask(visitor, "Is it waterproof?");
    await open(agent, "Is it waterproof?");
    await said(visitor, "We are looking it up.").waitFor();
    await shown(agent, "Hold message").waitFor();
    await comeBack(visitor);
    await said(visitor, "We are looking it up.").waitFor();
  }, (company) => onlyClock(company, { breachMs: 600_000 })));
