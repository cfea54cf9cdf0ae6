/**
 * What journeys stand on: the product started as its users start it, with a small company whose
 * clocks run in seconds, and Chromium with one context per person.
 */
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { locate } from "../../deploy/parts.ts";
import { type DeskProcess, startDesk } from "../../bench/desk_process.ts";
import type { Company } from "../../bench/companies/smoke.ts";
import { journeyCompany } from "./journey_company.ts";

export interface Journey {
  desk: DeskProcess;
  company: Company;
  browser: Browser;
  /** A person with a browser of his own. */
  person(options?: PersonOptions): Promise<Page>;
}

export interface PersonOptions {
  language?: "zh" | "en";
  theme?: "light" | "dark";
  width?: number;
  height?: number;
  phone?: boolean;
}

const CHROMIUM_ARGUMENTS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
  "--use-fake-device-for-media-stream",
  "--use-fake-ui-for-media-stream",
];

/** How long a page may take to show what is waited for; generous, since two cores are shared. */
const SHOWN_WITHIN_MS = 20_000;

async function open(browser: Browser, options: PersonOptions): Promise<BrowserContext> {
  const context = await browser.newContext({
    locale: options.language === "en" ? "en-GB" : "zh-CN",
    colorScheme: options.theme ?? "light",
    viewport: { width: options.width ?? 1440, height: options.height ?? 900 },
    ...(options.phone ? { hasTouch: true, isMobile: true } : {}),
  });
  context.setDefaultTimeout(SHOWN_WITHIN_MS);
  return context;
}

/** Runs one journey and ends everything it started, whatever happens. */
export async function journey(
  walk: (journey: Journey) => Promise<void>,
  change: (company: Company) => void = () => {},
  start: (folder: string, company: Company) => Promise<DeskProcess> = startDesk,
): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "tidegate-journey-" });
  const company = journeyCompany();
  change(company);
  const desk = await start(`${folder}/data`, company);
  const executablePath = await locate("chromium");
  if (executablePath === undefined) throw new Error("Chromium is missing: deno task provision");
  const browser = await chromium.launch({ executablePath, args: CHROMIUM_ARGUMENTS });
  const pages: Page[] = [];
  try {
    await walk({
      desk,
      company,
      browser,
      person: async (options = {}) => {
        const page = await (await open(browser, options)).newPage();
        pages.push(page);
        return page;
      },
    });
  } catch (cause) {
    const shown = await Promise.all(pages.map(describe));
    throw new Error(
      `${(cause as Error).message}\n${shown.join("\n")}\n${desk.output().slice(-2_000)}`,
      {
        cause,
      },
    );
  } finally {
    await browser.close();
    await desk.stop();
    await Deno.remove(folder, { recursive: true });
  }
}

/** What a page showed when a journey failed: its address and its words. */
async function describe(page: Page): Promise<string> {
  const words = await page.locator("body").innerText({ timeout: 1_000 }).catch(() => "");
  const frames = page.frames().filter((frame) => frame !== page.mainFrame());
  const inner = await Promise.all(
    frames.map((frame) => frame.locator("body").innerText({ timeout: 1_000 }).catch(() => "")),
  );
  const text = [words, ...inner].join("\n  | ").replaceAll(/\n+/g, "\n  ");
  return `-- ${page.url()}\n  ${text.slice(0, 1_500)}`;
}
