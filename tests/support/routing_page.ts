/** What an admin does on the page of the routing configuration, in the words that it shows. */
import type { Locator, Page } from "playwright-core";

/** Goes to the page and opens a part of one of its cards: its fields. */
export async function openPart(page: Page, card: string, title: string): Promise<Locator> {
  await page.getByRole("link", { name: "Routing" }).click();
  await page.getByRole("region", { name: card, exact: true })
    .locator("summary", { hasText: new RegExp(`^${title}\\s*$`) }).click();
  return page.getByRole("group", { name: `Settings of ${title}`, exact: true });
}

/** A control by its label, with what is wrong with it. */
export const fieldAt = (part: Locator, label: string | RegExp): Locator =>
  part.locator(".field", { has: part.page().getByLabel(label) });

/** Saves and checks the draft, takes its warnings, and puts it in force. */
export async function publish(page: Page, version: number): Promise<void> {
  await page.getByRole("button", { name: "Save and check" }).click();
  await page.getByText("The draft is saved and checked.").waitFor();
  const accept = page.getByRole("checkbox", { name: /I know these warnings/ });
  if (await accept.isVisible()) await accept.check();
  await page.getByRole("button", { name: "Publish now" }).click();
  await page.getByText(`Version ${version} in force`).waitFor();
}
