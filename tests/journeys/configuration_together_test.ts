/** Features: A9. Two admins in one draft: the second sees it, and puts both changes together. */
import assert from "node:assert/strict";
import type { Locator, Page } from "playwright-core";
import { look } from "../support/axe.ts";
import { journey } from "../support/journey.ts";
import { signIn } from "../support/staff.ts";

const save = (page: Page) => page.getByRole("button", { name: "Save and check" }).click();

async function strategyOf(page: Page, group: string): Promise<Locator> {
  await page.locator("summary", { hasText: group }).first().click();
  return page.getByRole("group", { name: `Settings of ${group}` })
    .getByRole("combobox", { name: "Strategy" });
}

Deno.test("configuration - who comes second into a draft merges with what the first has saved", () =>
  journey(async (journey) => {
    const first = await signIn(journey, "admin");
    const second = await signIn(journey, "admin");
    for (const page of [first, second]) {
      await page.getByRole("link", { name: "Routing" }).click();
    }
    await (await strategyOf(first, "Pre-sale")).selectOption({ label: "longest idle" });
    await (await strategyOf(second, "After-sale")).selectOption({ label: "most skilled" });
    await save(first);
    await first.getByText("The draft is saved and checked.").waitFor();
    await save(second);
    const merge = second.getByRole("button", { name: "Merge both" });
    await merge.waitFor();
    assert.deepEqual(await look(second), []);
    await merge.click();
    await second.getByText("Both are put together; look, then save.").waitFor();
    await save(second);
    await second.getByText("The draft is saved and checked.").waitFor();
    await first.getByText(/saved this draft at/).waitFor();
    await first.getByRole("button", { name: "See theirs" }).click();
    await first.getByText(/groups\.presale\.strategy/).waitFor();
    await first.getByText(/groups\.aftersale\.strategy/).waitFor();
    await second.reload();
    await second.getByText(/groups\.presale\.strategy/).waitFor();
    await second.getByText(/groups\.aftersale\.strategy/).waitFor();
  }));
