/** Chromium for the console's figures: pages signed in by their cookie, and an empty page beside. */
import { type Browser, type CDPSession, chromium, type Page } from "playwright-core";
import { call } from "../../deploy/demo/client.ts";
import { need } from "../../deploy/parts.ts";
import type { Seat } from "../plan/campaign_plan.ts";

export interface Bench {
  base: string;
  browser: Browser;
  /** Those whose desks are looked at. */
  seats: Seat[];
  signIn(accounts: string[]): Promise<Seat[]>;
}

const ARGUMENTS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-component-update",
  "--no-first-run",
];
const VIEWPORT = { width: 1440, height: 900 };

/** The desk is shown and connected: what is typed from now on is heard. */
export const LIVE = ".topbar .live-mark.on";

export const launch = async (): Promise<Browser> =>
  await chromium.launch({ executablePath: await need("chromium"), args: ARGUMENTS });

/** A fresh browser of that person, nothing cached, on no page yet. */
export async function personPage(
  { browser, base, seats }: Bench,
  account?: string,
): Promise<{ page: Page; cdp: CDPSession }> {
  const context = await browser.newContext({ locale: "en-GB", viewport: VIEWPORT });
  const seat = seats.find((one) => one.account === account);
  if (seat) {
    const [name, value] = seat.cookie.split(/=(.*)/s);
    await context.addCookies([{ name, value, url: base }]);
  }
  const page = await context.newPage();
  return { page, cdp: await context.newCDPSession(page) };
}

/** That person's desk at an address, connected. */
export async function deskPage(bench: Bench, account: string, path = "") {
  const person = await personPage(bench, account);
  await person.page.goto(`${bench.base}/desk/${path}`);
  await person.page.locator(LIVE).waitFor();
  return person;
}

/** The desk of an agent who takes whatever comes. */
export async function workingDesk(bench: Bench, account: string) {
  const person = await deskPage(bench, account);
  const cookie = bench.seats.find((one) => one.account === account)?.cookie ?? "";
  const client = { base: bench.base, headers: { cookie } };
  await call(client, "POST", "/api/v1/agent/presence", { presence: "online" });
  return person;
}

/** A page with nothing on it but what the body says, from the same origin. */
export async function emptyPage(bench: Bench, body = "") {
  const person = await personPage(bench);
  const text = `<!doctype html><html lang="en"><title>empty</title><body>${body}</body></html>`;
  await person.page.route(
    `${bench.base}/empty`,
    (route) => route.fulfill({ contentType: "text/html", body: text }),
  );
  return person;
}

/** Work of the page's main thread so far, seconds. */
export async function mainThreadSeconds(cdp: CDPSession): Promise<number> {
  await cdp.send("Performance.enable");
  const { metrics } = await cdp.send("Performance.getMetrics");
  return metrics.find(({ name }) => name === "TaskDuration")?.value ?? NaN;
}

/** Bytes that JavaScript holds when everything that can go has gone. */
export async function heapBytes(cdp: CDPSession): Promise<number> {
  await cdp.send("HeapProfiler.enable");
  for (let round = 0; round < 3; round++) await cdp.send("HeapProfiler.collectGarbage");
  const { usedSize } = await cdp.send("Runtime.getHeapUsage");
  return usedSize;
}

/** CPU time of all renderers so far, seconds. */
export async function rendererSeconds(browser: Browser): Promise<number> {
  const cdp = await browser.newBrowserCDPSession();
  const { processInfo } = await cdp.send("SystemInfo.getProcessInfo");
  await cdp.detach();
  return processInfo.filter(({ type }) => type === "renderer").reduce(
    (sum, { cpuTime }) => sum + cpuTime,
    0,
  );
}
