/** What a visitor does in the widget, in the words that the widget shows. */
import type { Buffer } from "node:buffer";
import type { FrameLocator, Locator, Page } from "playwright-core";
import type { Journey, PersonOptions } from "./journey.ts";

export type Language = "zh" | "en";

/** A person on a shop's page with the widget's panel open. */
export interface Visitor {
  page: Page;
  panel: FrameLocator;
  language: Language;
}

const WORDS = {
  zh: {
    shop: "/shop/qishan/",
    launcher: "联系客服",
    field: /^(输入您的问题|补充说明|继续写，会话会重新打开)…$/,
    log: "对话",
    file: "发送图片或文件",
    rating: "这次服务您满意吗？",
    star: (score: number) => `${score} 星`,
    submitRating: "提交评价",
    thanks: "感谢您的评价。",
  },
  en: {
    shop: "/shop/qishan-en/",
    launcher: "Chat with us",
    field: /^(Type your question|Add details|Write to reopen this chat)…$/,
    log: "Conversation",
    file: "Send a picture or file",
    rating: "How did we do?",
    star: (score: number) => score === 1 ? "1 star" : `${score} stars`,
    submitRating: "Send rating",
    thanks: "Thank you for your rating.",
  },
};

/** Opens a shop's page and clicks the widget's button. English unless told otherwise. */
export async function enter(journey: Journey, options: PersonOptions = {}): Promise<Visitor> {
  const language = options.language ?? "en";
  const page = await journey.person({ ...options, language });
  await page.goto(`${journey.desk.base}${WORDS[language].shop}`);
  await page.getByRole("button", { name: WORDS[language].launcher }).click();
  return visitorOf(page, language);
}

/** The panel of a page that has it open already, as after a reload in mid-conversation. */
export function visitorOf(page: Page, language: Language = "en"): Visitor {
  const panel = page.getByTitle(WORDS[language].launcher, { exact: true }).contentFrame();
  return { page, panel, language };
}

/** Loads the shop's page again and opens the panel again. */
export async function comeBack(visitor: Visitor): Promise<void> {
  await visitor.page.reload();
  await visitor.page.getByRole("button", { name: WORDS[visitor.language].launcher }).click();
}

export const fieldOf = ({ panel, language }: Visitor): Locator =>
  panel.getByRole("textbox", { name: WORDS[language].field });

export async function say(visitor: Visitor, text: string): Promise<void> {
  const field = fieldOf(visitor);
  await field.fill(text);
  await field.press("Enter");
}

/** Chooses a topic when one is given, then asks. */
export async function ask(visitor: Visitor, text: string, topic?: string): Promise<void> {
  if (topic) await visitor.panel.getByRole("button", { name: topic }).click();
  await say(visitor, text);
}

/** A message or a line of the conversation. */
export const said = ({ panel, language }: Visitor, text: string | RegExp): Locator =>
  panel.getByRole("log", { name: WORDS[language].log }).getByText(text);

/** Chooses a file in the dialog that the button opens. */
export async function sendFile(
  { page, panel, language }: Visitor,
  file: { name: string; mimeType: string; buffer: Buffer },
): Promise<void> {
  const chooser = page.waitForEvent("filechooser");
  await panel.getByRole("button", { name: WORDS[language].file }).click();
  await (await chooser).setFiles(file);
}

/** Gives a score, and the reasons that belong to it. */
export async function rate(
  { panel, language }: Visitor,
  score: number,
  reasons: string[] = [],
): Promise<void> {
  const words = WORDS[language];
  const form = panel.getByRole("form", { name: words.rating });
  await form.getByRole("radio", { name: words.star(score) }).click();
  for (const reason of reasons) await form.getByRole("button", { name: reason }).click();
  await form.getByRole("button", { name: words.submitRating }).click();
  await panel.getByText(words.thanks).waitFor();
}

/** In line, with so many places; the first is told that he is next. */
export async function placeIs({ panel }: Visitor, place: number): Promise<void> {
  const card = panel.getByRole("region", { name: "You are in the queue" });
  await card.getByText(`Number ${place}`, { exact: true }).waitFor();
  await card.getByText(String(place - 1), { exact: true }).waitFor();
}

interface Contact {
  phone: string;
  text: string;
}

/** Gives up waiting and leaves a contact. */
export async function leaveMessage(visitor: Visitor, contact: Contact): Promise<void> {
  await visitor.panel.getByRole("button", { name: "Leave a message" }).click();
  await leaveContact(visitor, contact);
}

/** Fills the form in that a left message asks for. */
export async function leaveContact({ panel }: Visitor, { phone, text }: Contact): Promise<void> {
  const form = panel.getByRole("form", { name: "Leave us a message" });
  await form.getByRole("textbox", { name: "Phone" }).fill(phone);
  await form.getByRole("textbox", { name: "Your message" }).fill(text);
  await form.getByRole("button", { name: "Send message" }).click();
  await form.waitFor({ state: "hidden" });
}

/** Ends the chat and confirms it. */
export async function endChat({ panel }: Visitor): Promise<void> {
  await panel.getByRole("button", { name: "End chat" }).click();
  await panel.getByRole("group", { name: "End this chat?" })
    .getByRole("button", { name: "End", exact: true }).click();
}
