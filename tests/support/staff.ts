/** What agents and supervisors do at the desk, in the words that the desk shows. */
import type { Buffer } from "node:buffer";
import type { Locator, Page } from "playwright-core";
import type { Journey, PersonOptions } from "./journey.ts";

/** Signs in at the desk. English unless told otherwise. */
export async function signIn(
  journey: Journey,
  account: string,
  options: PersonOptions = {},
): Promise<Page> {
  const page = await journey.person({ language: "en", ...options });
  await page.goto(`${journey.desk.base}/desk/`);
  await signInOn(page, account, journey.company.password);
  return page;
}

async function signInOn(page: Page, account: string, password: string): Promise<void> {
  await page.getByRole("textbox", { name: /^(Account|账号)$/ }).fill(account);
  await page.getByRole("textbox", { name: /^(Password|密码)$/ }).fill(password);
  await page.getByRole("button", { name: /^(Sign in|登录)$/ }).click();
  await page.getByRole("navigation", { name: /^(Main|主导航)$/ }).waitFor();
}

/** Until the desk is connected: what happens from now on is shown, and told. */
export const live = (page: Page): Promise<void> =>
  page.getByRole("banner").getByRole("img", { name: /^(Connected|已连接)/ }).waitFor();

type PresenceName = "Online" | "Busy" | "Break" | "Offline";

const presenceOf = (page: Page, presence: PresenceName, checked?: boolean): Locator =>
  page.getByRole("radiogroup", { name: "Presence" }).getByRole("radio", {
    name: presence,
    checked,
  });

export const presenceIs = (page: Page, presence: PresenceName): Promise<void> =>
  presenceOf(page, presence, true).waitFor();

/** `sure` is false where the desk asks first, as it does when work would be handed back. */
export async function setPresence(page: Page, presence: PresenceName, sure = true): Promise<void> {
  await presenceOf(page, presence).click();
  if (sure) await presenceIs(page, presence);
}

/** Signs in and takes new work. */
export async function work(
  journey: Journey,
  account: string,
  options: PersonOptions = {},
): Promise<Page> {
  const page = await signIn(journey, account, options);
  await setPresence(page, "Online");
  return page;
}

type SectionName =
  | "Offered to me"
  | "Waiting"
  | "Active"
  | "Beside colleagues"
  | "Pending"
  | "Left messages"
  | "Ended today";

/** A part of the list; it is there only while it holds something. */
export const section = (page: Page, name: SectionName): Locator =>
  page.getByRole("complementary", { name: "Conversations" }).getByRole("region", { name });

/** The row of the conversation whose last words are these. */
export const row = (page: Page, name: SectionName, text: string | RegExp): Locator =>
  section(page, name).getByRole("listitem").filter({ hasText: text });

/** Opens the conversation of a part of the list whose last words are these. */
export async function open(page: Page, text: string | RegExp, name: SectionName = "Active") {
  await row(page, name, text).getByRole("link").click();
  await conversation(page).waitFor();
}

/** The conversation in front. */
export const conversation = (page: Page): Locator =>
  page.getByRole("region", { name: /^Conversation with/ });

/** A message or a line of the conversation in front. */
export const shown = (page: Page, text: string | RegExp): Locator =>
  page.getByRole("log", { name: "Messages" }).getByText(text);

export const replyField = (page: Page): Locator =>
  page.getByRole("textbox", { name: /^(Reply to|回复)/ });

export async function reply(page: Page, text: string): Promise<void> {
  const field = replyField(page);
  await field.fill(text);
  await field.press("Enter");
}

/** A note that only colleagues see. */
export async function note(page: Page, text: string): Promise<void> {
  await page.getByRole("radio", { name: "Note" }).click();
  await page.getByRole("textbox", { name: "Note for colleagues" }).fill(text);
  await page.getByRole("button", { name: "Save note" }).click();
  await page.getByRole("radio", { name: "Reply" }).click();
}

/** Ends the conversation in front with a topic, and asks for a rating unless told not to. */
export async function end(page: Page, topic: string, invite = true): Promise<void> {
  await conversation(page).getByRole("button", { name: "End", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "End the conversation" });
  await dialog.getByRole("option", { name: topic, exact: true }).click();
  if (!invite) await dialog.getByRole("checkbox", { name: /rate/ }).uncheck();
  await dialog.getByRole("button", { name: "End the conversation" }).click();
  await dialog.waitFor({ state: "hidden" });
}

/** Offers the conversation in front to a colleague or a group. */
export async function transfer(page: Page, to: string, reason = ""): Promise<void> {
  await conversation(page).getByRole("button", { name: "Transfer", exact: true }).click();
  const menu = page.getByRole("dialog", { name: "Transfer to" });
  await menu.getByRole("textbox", { name: /^Note/ }).fill(reason);
  await menu.getByRole("button", { name: new RegExp(`^${to}`) }).click();
  await menu.waitFor({ state: "hidden" });
}

/** Sets the conversation in front aside, for an hour. */
export async function park(page: Page, reason: string): Promise<void> {
  await conversation(page).getByRole("button", { name: "Pending" }).click();
  const dialog = page.getByRole("dialog", { name: "Set to pending" });
  await dialog.getByRole("combobox", { name: "Reason" }).selectOption({ label: reason });
  await dialog.getByRole("button", { name: "Set to pending" }).click();
  await dialog.waitFor({ state: "hidden" });
}

/** The badge that counts open alerts. */
export const alertCount = (page: Page, count: number): Locator =>
  page.getByRole("img", { name: count === 1 ? "1 open alert" : `${count} open alerts` });

export const orderBy = (page: Page, order: "Start" | "Visitor’s last" | "Last message") =>
  page.getByRole("radiogroup", { name: "Order" }).getByRole("radio", { name: order }).click();

/** Waits until the active rows hold these words, in this order. */
export async function rowsAre(page: Page, words: string[]): Promise<void> {
  // The pointer in the list would hold the order still.
  await page.mouse.move(700, 5);
  const rows = section(page, "Active").getByRole("listitem");
  await rows.nth(words.length).waitFor({ state: "hidden" });
  for (const [at, text] of words.entries()) {
    await rows.nth(at).filter({ hasText: text }).waitFor();
  }
}

/** Sends a file with the conversation in front. */
export async function attach(
  page: Page,
  file: { name: string; mimeType: string; buffer: Buffer },
): Promise<void> {
  const chooser = page.waitForEvent("filechooser");
  await conversation(page).getByRole("button", { name: "Send a file or picture" }).click();
  await (await chooser).setFiles(file);
  await conversation(page).getByRole("button", { name: "Send", exact: true }).click();
}
