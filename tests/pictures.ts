/**
 * `deno run -A tests/pictures.ts`: takes the README's pictures and the contact sheet of every page
 * again, from a desk started as its users start it.
 */
import type { Browser, Page } from "playwright-core";
import { everyDeskPage, everyWidgetFace } from "./support/every_page.ts";
import { type Journey, journey } from "./support/journey.ts";
import { withoutOverflow } from "./support/journey_company.ts";
import { livelyDesk } from "./support/lively_desk.ts";
import { end, open, reply, setPresence, signIn } from "./support/staff.ts";

const FOLDER = new URL("../console/pictures/", import.meta.url);
const SHOP = { width: 1280, height: 800 };
const PHONE = { width: 390, height: 720 };
/** Width of a page on the contact sheet, and how many stand beside each other. */
const SMALL_PX = 360;
const COLUMNS = 4;
const SHEET_PX = COLUMNS * (SMALL_PX + 12) + 12;
const QUALITY = 70;

interface Shot {
  name: string;
  picture: string;
}

/** Half the bytes of a PNG, and letters stay sharp. */
async function take(page: Page, name: string): Promise<void> {
  const cdp = await page.context().newCDPSession(page);
  const { data } = await cdp.send("Page.captureScreenshot", {
    format: "webp",
    quality: QUALITY,
  });
  await Deno.writeFile(new URL(`${name}.webp`, FOLDER), Uint8Array.fromBase64(data));
}

async function shot(name: string, page: Page): Promise<Shot> {
  const bytes = await page.screenshot({ type: "jpeg", quality: 90 });
  return { name, picture: `data:image/jpeg;base64,${bytes.toString("base64")}` };
}

/** All shots small on one page, each under its name. */
async function sheet(browser: Browser, name: string, shots: Shot[]): Promise<void> {
  const page = await (await browser.newContext({
    viewport: { width: SHEET_PX, height: 600 },
  })).newPage();
  const figures = shots.map((one) =>
    `<figure><img src="${one.picture}"><figcaption>${one.name}</figcaption></figure>`
  );
  await page.setContent(`<style>
    body { display: grid; grid-template-columns: repeat(${COLUMNS}, ${SMALL_PX}px); gap: 12px;
      margin: 12px; font: 13px sans-serif; background: #fff; }
    figure { margin: 0 } img { width: 100%; max-height: 480px; object-fit: contain; }
  </style>${figures.join("")}`);
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ width: SHEET_PX, height });
  await take(page, name);
}

/** Light and Chinese, then dark and English: between them every page in both. */
async function desk(journey: Journey): Promise<void> {
  const { front } = await livelyDesk(journey);
  for (const [theme, language] of [["light", "zh"], ["dark", "en"]] as const) {
    const shots: Shot[] = [];
    await everyDeskPage(journey, front, { theme, language }, async (name, page) => {
      shots.push(await shot(name, page));
      if (language === "zh" && name === "quick-replies") {
        await take(page, "desk-light");
      }
      if (language === "en" && name === "wall") {
        await take(page, "wall-dark");
      }
    });
    await sheet(journey.browser, `pages-${theme}-${language}`, shots);
  }
}

type Face = { theme: "light" | "dark"; language: "zh" | "en" };

async function widget(journey: Journey, { theme, language }: Face): Promise<void> {
  const shots: Shot[] = [];
  const agent = await signIn(journey, "lin");
  const answer = {
    reply: async (asked: string, words: string) => {
      await setPresence(agent, "Online");
      await open(agent, asked);
      await reply(agent, words);
    },
    end: () => end(agent, "Other"),
  };
  const person = { theme, language, ...(theme === "dark" ? SHOP : { ...PHONE, phone: true }) };
  await everyWidgetFace(journey, person, answer, async (name, page) => {
    shots.push(await shot(name, page));
    if (theme === "dark" && name === "widget-conversation") await take(page, "widget-dark");
  });
  await sheet(journey.browser, `widget-${theme}-${language}`, shots);
}

await journey(desk);
await journey((one) => widget(one, { theme: "dark", language: "zh" }), withoutOverflow);
await journey((one) => widget(one, { theme: "light", language: "en" }), withoutOverflow);
