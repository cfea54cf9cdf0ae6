/** Every page of the desk and every face of the widget, for tests and pictures that look at all. */
import type { Page } from "playwright-core";
import type { Journey, PersonOptions } from "./journey.ts";
import { live, signIn } from "./staff.ts";
import { ask, enter, fieldOf, said } from "./visitor.ts";

type Look = (name: string, page: Page) => Promise<unknown>;

/** Waits until the page has its heading, is connected, and holds all that it fetches. */
async function goTo(page: Page, base: string, path: string): Promise<void> {
  await page.goto(`${base}/desk/${path}`);
  await page.getByRole("main").waitFor();
  await page.getByRole("heading").first().waitFor({ state: "attached" });
  await live(page);
  await page.waitForLoadState("networkidle");
}

/** Opens a layer by its key, looks, and closes it again. */
async function layer(page: Page, key: string, name: string, look: Look): Promise<void> {
  await page.keyboard.press(key);
  await page.locator("dialog[open], [role=dialog], [role=listbox]").first().waitFor();
  await look(name, page);
  await page.keyboard.press("Escape");
}

const LINK = /^(Send a link or push a page|发送链接|推送)/;

const OWN = [
  ["", "workbench-empty"],
  ["multi", "multi"],
  ["pending", "pending"],
  ["visitors", "visitors"],
  ["reports", "reports"],
  ["settings/notices", "settings-notices"],
  ["settings/replies", "settings-replies"],
  ["settings/profile", "settings-profile"],
  ["settings/look", "settings-look"],
  ["settings/account", "settings-account"],
];
const SUPERVISORS = [
  ["wall", "wall"],
  ["handover/lin", "handover"],
  ["adjustments", "adjustments"],
  ["company", "company"],
];
const ADMINS = [
  ["configuration", "configuration"],
  ["staffing", "staffing"],
  ["admin", "admin"],
];

/** The desk as `lin`, the supervisor and the admin see it; the scene has to stand already. */
export async function everyDeskPage(
  journey: Journey,
  front: string,
  options: PersonOptions,
  look: Look,
): Promise<void> {
  const { base } = journey.desk;
  const stranger = await journey.person(options);
  await stranger.goto(`${base}/desk/`);
  await stranger.getByRole("textbox").first().waitFor();
  await look("sign-in", stranger);
  await stranger.context().close();

  const agent = await signIn(journey, "lin", options);
  for (const [path, name] of OWN) {
    await goTo(agent, base, path);
    await look(name, agent);
  }
  await goTo(agent, base, `c/${front}`);
  await look("workbench", agent);
  for (const [key, name] of [["?", "keys"], ["t", "transfer"], ["p", "park"], ["e", "end"]]) {
    // Opening puts the focus into the composer, where letters are letters.
    await agent.keyboard.press("Escape");
    await layer(agent, key, name, look);
  }
  await layer(agent, "Control+k", "palette", look);
  await agent.getByRole("button", { name: LINK }).click();
  await agent.getByRole("dialog").waitFor();
  await look("link", agent);
  await agent.keyboard.press("Escape");
  await agent.keyboard.press("/");
  await agent.getByRole("listbox").first().waitFor();
  await look("quick-replies", agent);
  await agent.context().close();

  const supervisor = await signIn(journey, "shen", options);
  for (const [path, name] of SUPERVISORS) {
    await goTo(supervisor, base, path);
    await look(name, supervisor);
  }
  await goTo(supervisor, base, `c/${front}`);
  await look("beside", supervisor);
  await supervisor.context().close();

  const admin = await signIn(journey, "admin", options);
  for (const [path, name] of ADMINS) {
    await goTo(admin, base, path);
    for (const part of await admin.locator("summary:visible").all()) await part.click();
    await look(name, admin);
  }
  await admin.context().close();
}

/** In both languages, for faces that a click leads to. */
const TALK = {
  zh: { asked: "能寄到新加坡吗？", words: "可以的，七天左右到。" },
  en: { asked: "Does it ship to Singapore?", words: "It does, within seven days or so:" },
};
const LEAVE = /^(Leave a message|改为留言)$/;

/**
 * The widget from its welcome on: topic, line and left message of one visitor, then a conversation
 * and its rating of another, whom `answer` serves and ends; nobody
 * serves before.
 */
export async function everyWidgetFace(
  journey: Journey,
  options: PersonOptions & { language: "zh" | "en" },
  answer: { reply(asked: string, words: string): Promise<unknown>; end(): Promise<unknown> },
  look: Look,
): Promise<void> {
  const waiting = await enter(journey, options);
  await fieldOf(waiting).waitFor();
  await look("widget-welcome", waiting.page);
  await ask(waiting, "充气泵漏气了，怎么退？");
  const leave = waiting.panel.getByRole("button", { name: LEAVE });
  await leave.waitFor();
  await look("widget-queue", waiting.page);
  await leave.click();
  await waiting.panel.getByRole("form").waitFor();
  await look("widget-leave", waiting.page);
  await waiting.page.context().close();

  const served = await enter(journey, options);
  const { asked, words } = TALK[options.language];
  await ask(served, asked);
  await answer.reply(asked, `${words} https://example.com/shipping-to-singapore?from=shanghai`);
  await said(served, words).waitFor();
  await look("widget-conversation", served.page);
  await answer.end();
  await served.panel.getByRole("form").waitFor();
  await look("widget-rating", served.page);
  await served.page.context().close();
}
