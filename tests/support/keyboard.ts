/** What people do who have no pointer. */
import type { Locator, Page } from "playwright-core";

/** More stops than the longest page has before any of its controls. */
const STOPS_MAX = 150;

const focused = (target: Locator): Promise<boolean> =>
  target.evaluate((element) => element === document.activeElement);

/** Walks by Tab until the control has the focus. Throws when it is no stop of the page. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.waitFor();
  for (let stops = 0; stops < STOPS_MAX; stops++) {
    if (await focused(target)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`Tab does not lead to ${target}`);
}

/** Walks there and presses Enter. */
export async function pressByKeys(page: Page, target: Locator): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press("Enter");
}

/** Goes where the palette leads for these words. */
export async function goByPalette(page: Page, words: string): Promise<void> {
  await page.keyboard.press("Control+k");
  await page.getByRole("dialog", { name: "Search and commands" }).waitFor();
  await page.keyboard.type(words);
  await page.getByRole("option", { name: new RegExp(`^${words}`, "i") }).first().waitFor();
  await page.keyboard.press("Enter");
}
