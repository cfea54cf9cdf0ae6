/** A key press until its letter is painted, and one conversation to the next, while messages pour in. */
import type { Page } from "playwright-core";
import type { Figure } from "../figures.ts";
import { percentile } from "../report/percentiles.ts";
import { DESK, FRONT_ROUTE } from "./company.ts";
import { type Bench, emptyPage, workingDesk } from "./chromium.ts";
import { come, type Guest, meanwhile } from "./visitors.ts";

const CONVERSATIONS = 50;
const MESSAGES_PER_SECOND = 20;
const KEYS = 200;
const KEY_EVERY_MS = 60;
const SWITCHES = 60;

/** In the page: from each key's own time to the task after the frame that shows its effect. */
function watchKeys(settled: string): void {
  const times: number[] = [];
  Object.assign(globalThis, { keyTimes: times });
  const mark = () => settled && document.querySelector(settled)?.textContent;
  addEventListener("keydown", (event) => {
    const before = mark();
    const look = () => {
      if (settled && mark() === before) return requestAnimationFrame(look);
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => times.push(performance.now() - event.timeStamp);
      port2.postMessage(undefined);
    };
    requestAnimationFrame(look);
  }, { capture: true });
}

const keyTimes = (page: Page): Promise<number[]> =>
  page.evaluate(() => (globalThis as unknown as { keyTimes: number[] }).keyTimes);

async function typed(page: Page): Promise<number[]> {
  await page.evaluate(watchKeys, "");
  await page.getByRole("textbox").first().pressSequentially("a busy day ".repeat(KEYS / 11), {
    delay: KEY_EVERY_MS,
    timeout: 0,
  });
  return await keyTimes(page);
}

/** From the first conversation by J down and by K up again, in an order that stays. */
async function switched(page: Page): Promise<number[]> {
  await page.getByRole("radiogroup", { name: "Order" }).getByRole("radio", { name: "Start" })
    .click();
  await page.getByRole("complementary", { name: "Conversations" }).getByRole("link").first()
    .click();
  // Opening puts the focus into the composer, where letters are letters.
  await page.locator("textarea:focus").waitFor();
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await page.evaluate(watchKeys, ".chat-head h2");
  for (let count = 0; count < SWITCHES; count++) {
    await page.keyboard.press(count < SWITCHES / 2 ? "j" : "k");
    await page.waitForFunction(
      (want) => (globalThis as unknown as { keyTimes: number[] }).keyTimes.length >= want,
      count + 1,
    );
  }
  return await keyTimes(page);
}

export async function writing(bench: Bench): Promise<Figure[]> {
  const { page } = await workingDesk(bench, DESK);
  const guests: Guest[] = [];
  for (let count = 0; count < CONVERSATIONS; count++) {
    guests.push(await come(bench.base, FRONT_ROUTE));
  }
  await page.goto(`${bench.base}/desk/c/${guests[0].conversation}`);
  await page.getByRole("log").first().waitFor();
  const nothing = await emptyPage(bench, "<textarea></textarea>");
  await nothing.page.goto(`${bench.base}/empty`);
  let next = 0;
  const message = () => guests[next++ % guests.length].say(`message ${next}`);
  const measured = await meanwhile(MESSAGES_PER_SECOND, message, async () => {
    await nothing.page.bringToFront();
    const empty = percentile(await typed(nothing.page), 95);
    await page.bringToFront();
    const keys = await typed(page);
    await page.reload();
    await page.getByRole("log").first().waitFor();
    return { empty, keys, switches: await switched(page) };
  });
  const { empty, keys, switches } = measured;
  await page.context().close();
  await nothing.page.context().close();
  for (const guest of guests) await guest.leave();
  const under = `${CONVERSATIONS} conversations, ${MESSAGES_PER_SECOND} messages/s`;
  const ratioTo = `${(percentile(keys, 95) / empty).toFixed(1)} × an empty page's`;
  return [
    figure("key_to_paint_p95_ms", keys, ratioTo, `${keys.length} keys, ${under}`),
    figure("switch_p95_ms", switches, undefined, `${switches.length} switches, ${under}`),
  ];
}

const figure = (
  name: string,
  times: number[],
  ratioTo: string | undefined,
  note: string,
): Figure => ({
  name: `console.${name}`,
  value: percentile(times, 95),
  unit: "ms",
  min: Math.min(...times),
  median: percentile(times, 50),
  max: Math.max(...times),
  ...(ratioTo && { ratioTo }),
  note,
});
