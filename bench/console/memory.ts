/** What a long day leaves behind in the page. */
import type { Figure } from "../figures.ts";
import { DESK, FRONT_ROUTE } from "./company.ts";
import { type Bench, heapBytes, workingDesk } from "./chromium.ts";
import { come, forgetAddresses, type Guest } from "./visitors.ts";

const ROUNDS = 8;
const CONVERSATIONS = 50;
const MESSAGES = 50;
/** Conversations of each round that the agent opens. */
const OPENED = 10;
/** A visitor may write so many at once and three a second from then on. */
const BURST = 25;
const PAUSE_MS = 350;

async function talk(guest: Guest): Promise<void> {
  // The question that opened it was the first.
  for (let count = 1; count < MESSAGES; count++) {
    if (count > BURST) await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    await guest.say(`message ${count}: the parcel has been in the same place for three days`);
  }
}

export async function memory(bench: Bench): Promise<Figure[]> {
  const { page, cdp } = await workingDesk(bench, DESK);
  const round = async (conversations: number) => {
    const guests: Guest[] = [];
    for (let count = 0; count < conversations; count++) {
      guests.push(await come(bench.base, FRONT_ROUTE));
    }
    const talking = Promise.all(guests.map(talk));
    for (let count = 0; count < Math.min(OPENED, conversations); count++) {
      await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
      await page.keyboard.press("j");
      await page.getByRole("log").first().waitFor();
    }
    await talking;
    for (const guest of guests) await guest.leave();
  };
  // What is loaded with the first conversation belongs to the start.
  await round(1);
  const start = await heapBytes(cdp);
  for (let count = 0; count < ROUNDS; count++) await round(CONVERSATIONS);
  const end = await heapBytes(cdp);
  await page.context().close();
  forgetAddresses();
  return [{
    name: "console.memory_ratio",
    value: end / start,
    unit: "×",
    ratioTo: `the start's ${(start / 1024 / 1024).toFixed(1)} MB`,
    note: `${ROUNDS * CONVERSATIONS * MESSAGES} messages, ${ROUNDS * CONVERSATIONS} conversations`,
  }];
}
