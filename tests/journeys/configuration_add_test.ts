/** Features: A1, A2, A7. An admin adds a group, an entrance and a clock, and takes away what may go. */
import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { look } from "../support/axe.ts";
import { type Journey, journey } from "../support/journey.ts";
import { open, shown, signIn, work } from "../support/staff.ts";
import { ask, visitorOf } from "../support/visitor.ts";

const press = (page: Page, name: string) => page.getByRole("button", { name, exact: true }).click();

/** The shop's page as it is once the shop has put the tag there. */
async function enterBy(journey: Journey, tag: string) {
  const page = await journey.person({ language: "en" });
  await page.route(/\/shop\/qishan-en\/$/, async (route) => {
    const response = await route.fetch();
    const body = (await response.text()).replace(/<script src="\/widget.js"[^>]*>/, tag);
    await route.fulfill({ response, body });
  });
  await page.goto(`${journey.desk.base}/shop/qishan-en/`);
  await page.getByRole("button", { name: "Chat with us" }).click();
  return visitorOf(page);
}

Deno.test("configuration - a group, an entrance and a clock are added, copied, removed, published", () =>
  journey(async (journey) => {
    const agent = await work(journey, "lin");
    const admin = await signIn(journey, "admin");
    await admin.getByRole("link", { name: "Routing" }).click();
    const settings = (name: RegExp) => admin.getByRole("group", { name });
    await press(admin, "Add a group");
    const group = settings(/^Settings of (Group 5|Repairs)$/);
    await group.getByRole("textbox", { name: "Name, English" }).fill("Repairs");
    await group.getByRole("button", { name: "Add an overflow rule" }).click();
    await group.getByRole("combobox", { name: "When" }).selectOption({ label: "Nobody online" });
    await press(admin, "Add an entrance");
    const entrance = settings(/^Settings of (Entrance 5|Repair counter)$/);
    await entrance.getByRole("textbox", { name: "Name, English" }).first().fill("Repair counter");
    await entrance.getByRole("combobox", { name: "Group" }).selectOption({ label: "Repairs" });
    const tag = await entrance.locator("code").innerText();
    await press(admin, "Duplicate Repair counter");
    await settings(/^Settings of Repair counter \(copy\)$/).waitFor();
    await press(admin, "Remove Repair counter (copy)");
    await press(admin, "Remove Repairs");
    await group.getByRole("alert").getByText("Repairs is still in use and stays").waitFor();
    await group.getByRole("button", { name: "Entrance Repair counter" }).waitFor();
    await press(admin, "Add: Five-minute reply rate (Pinduoduo)");
    const clock = settings(/^Settings of Five-minute/);
    assert.equal(await clock.getByLabel("Checked on").inputValue(), "2026-11-01");
    await clock.getByRole("textbox", { name: "Warn after (seconds)" }).fill("200");
    assert.deepEqual(await look(admin), []);
    await press(admin, "Save and check");
    await admin.getByRole("checkbox", { name: /I know these warnings/ }).check();
    await press(admin, "Publish now");
    await admin.getByText("Version 2 in force").waitFor();
    await admin.reload();
    await admin.locator("summary", { hasText: "Five-minute" }).click();
    assert.equal(
      await clock.getByRole("textbox", { name: "Warn after (seconds)" }).inputValue(),
      "200",
    );
    assert.equal(await admin.locator("summary", { hasText: "(copy)" }).count(), 0);

    await ask(await enterBy(journey, tag), "My stove does not light");
    await open(agent, "My stove does not light");
    await shown(agent, /came in by “Repair counter”/).first().waitFor();
  }));
