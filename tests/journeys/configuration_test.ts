/** Features: A9. An admin tunes a draft, sees what is wrong, tries it, publishes, rolls back. */
import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { look } from "../support/axe.ts";
import { crowd } from "../support/crowd.ts";
import { journey } from "../support/journey.ts";
import { capacity } from "../support/journey_company.ts";
import { open, shown, signIn, work } from "../support/staff.ts";
import { ask, enter } from "../support/visitor.ts";

/** A day of fewer visits says nothing about a draft. */
const ENOUGH_TO_JUDGE = 30;

const press = (page: Page, name: string) => page.getByRole("button", { name, exact: true }).click();

Deno.test("configuration - draft, fault by its field, trial, publish, explain, roll back", () =>
  journey(async (journey) => {
    await work(journey, "lin");
    for (const leave of await crowd(journey, ENOUGH_TO_JUDGE)) await leave();
    const agent = await work(journey, "he");
    await ask(await enter(journey), "Before", "Returns and refunds");
    await open(agent, "Before");
    const admin = await signIn(journey, "admin");
    await admin.getByRole("link", { name: "Routing" }).click();
    await admin.locator("summary", { hasText: "Three-minute" }).first().click();
    const clock = admin.getByRole("group", { name: /Settings of Three-minute/ }).first();
    await clock.getByRole("textbox", { name: "Warn after (seconds)" }).fill("9999");
    await press(admin, "Save and check");
    await clock.getByText("A clock cannot warn after it is breached.").waitFor();
    assert.ok(await admin.getByRole("button", { name: "Publish now" }).isDisabled());
    assert.deepEqual(await look(admin), []);
    await clock.getByRole("textbox", { name: "Warn after (seconds)" }).fill("20");
    await admin.locator("summary", { hasText: "After-sale" }).first().click();
    await admin.getByRole("group", { name: "Settings of After-sale" })
      .getByRole("combobox", { name: "Strategy" }).selectOption({ label: "most skilled" });
    await press(admin, "Save and check");
    await admin.getByText(/groups\.aftersale\.strategy/).waitFor();
    await admin.getByRole("status").and(admin.locator(":focus")).waitFor();
    await press(admin, "Try the draft");
    await admin.getByRole("table", { name: "What if" })
      .getByRole("row", { name: /Service level.*95%.* to / }).waitFor();
    await admin.reload();
    await press(admin, "Publish now");
    await admin.getByText("Version 2 in force").waitFor();

    await ask(await enter(journey), "After", "Returns and refunds");
    await open(agent, "After");
    await shown(agent, /most skilled|highest skill|skill/).first().waitFor();
    await press(admin, "Roll back to version 1");
    await admin.getByText("Version 3 in force").waitFor();
  }, (company) => capacity(company, "lin", ENOUGH_TO_JUDGE)));
