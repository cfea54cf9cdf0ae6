/** Ten thousand conversations in one list, scrolled by the wheel. */
import type { CDPSession, Page } from "playwright-core";
import type { DeskConversation } from "../../engine/contract/wire/socket.ts";
import type { Figure } from "../figures.ts";
import { ELSEWHERE, SUPERVISOR } from "./company.ts";
import { type Bench, deskPage, emptyPage, mainThreadSeconds } from "./chromium.ts";
import { come } from "./visitors.ts";

const ROWS = 10_000;
const WHEELS = 300;
const WHEEL_PX = 240;
/** Frames of the first moments belong to the opening of the page. */
const SETTLE_MS = 1_000;

/** In the page: the time between frames, and how many there were. */
function watchFrames(): void {
  const gaps: number[] = [];
  Object.assign(globalThis, { frameGaps: gaps });
  let last = performance.now();
  const beat = () => {
    const at = performance.now();
    gaps.push(at - last);
    last = at;
    requestAnimationFrame(beat);
  };
  requestAnimationFrame(beat);
}

async function scrolled(page: Page, cdp: CDPSession) {
  await page.mouse.move(600, 500);
  await page.waitForTimeout(SETTLE_MS);
  await page.evaluate(watchFrames);
  const before = await mainThreadSeconds(cdp);
  for (let count = 0; count < WHEELS; count++) await page.mouse.wheel(0, WHEEL_PX);
  const work = (await mainThreadSeconds(cdp) - before) * 1000;
  const gaps = await page.evaluate(() =>
    (globalThis as unknown as { frameGaps: number[] }).frameGaps
  );
  return { worst: Math.max(...gaps), work: work / gaps.length, frames: gaps.length };
}

export async function longList(bench: Bench): Promise<Figure[]> {
  const guest = await come(bench.base, ELSEWHERE[0]);
  const tall = `<div style="height:${ROWS * 56}px">tall</div>`;
  const nothing = await emptyPage(bench, tall);
  await nothing.page.goto(`${bench.base}/empty`);
  const empty = await scrolled(nothing.page, nothing.cdp);
  await nothing.page.context().close();

  const { page, cdp } = await deskPage(bench, SUPERVISOR);
  // The gateway answers with two hundred at most; the page has to bear more than that.
  await page.route("**/api/v1/conversations?*", async (route) => {
    const answer: { conversations: DeskConversation[] } = await (await route.fetch()).json();
    const one = answer.conversations.find(({ state }) => state !== "closed")!;
    const conversations = Array.from(
      { length: ROWS },
      (_, at) => ({ ...one, conversation: `c${at}`, openedAt: one.openedAt + at }),
    );
    await route.fulfill({ json: { conversations } });
  });
  await page.goto(`${bench.base}/desk/company`);
  await page.getByText(ROWS.toLocaleString("en")).or(page.getByText(String(ROWS))).first()
    .waitFor();
  const list = await scrolled(page, cdp);
  await page.context().close();
  await guest.leave();
  const note = `${ROWS} rows, ${WHEELS} turns of the wheel, ${list.frames} frames`;
  return [{
    name: "console.list_worst_frame_ratio",
    value: list.worst / empty.worst,
    unit: "×",
    ratioTo: `an empty page's worst frame of ${empty.worst.toFixed(1)} ms`,
    note,
  }, {
    name: "console.list_work_ms_per_frame",
    value: list.work,
    unit: "ms",
    ratioTo: `an empty page takes ${empty.work.toFixed(2)} ms`,
    note: `main thread, mean; ${note}`,
  }];
}
