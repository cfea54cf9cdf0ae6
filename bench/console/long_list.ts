/** Ten thousand conversations in one list, scrolled by the wheel. */
import type { CDPSession, Page, Route } from "playwright-core";
import type { CompanyPage } from "../../engine/contract/wire/http.ts";
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

/** Answers page by page as the gateway does, with what it first says of one conversation. */
function tenThousand(): (route: Route) => Promise<void> {
  let one: DeskConversation | undefined;
  return async (route) => {
    if (!one) {
      const answer: CompanyPage = await (await route.fetch()).json();
      one = answer.conversations.find(({ state }) => state !== "closed")!;
    }
    const { conversation: _name, openedAt, ...rest } = one;
    const asked = new URL(route.request().url()).searchParams;
    const from = Number(asked.get("after")?.split(".c")[1] ?? 0);
    const to = Math.min(ROWS, from + Number(asked.get("limit")));
    const conversations = Array.from({ length: to - from }, (_, nth) => {
      const at = from + nth;
      return { ...rest, conversation: `c${at}`, openedAt: openedAt + at };
    });
    const page: CompanyPage = {
      conversations,
      ...(to < ROWS && { next: `a.c${to}`, rest: ROWS - to }),
    };
    await route.fulfill({ json: page });
  };
}

export async function longList(bench: Bench): Promise<Figure[]> {
  const guest = await come(bench.base, ELSEWHERE[0]);
  const tall = `<div style="height:${ROWS * 56}px">tall</div>`;
  const nothing = await emptyPage(bench, tall);
  await nothing.page.goto(`${bench.base}/empty`);
  const empty = await scrolled(nothing.page, nothing.cdp);
  await nothing.page.context().close();

  const { page, cdp } = await deskPage(bench, SUPERVISOR);
  await page.route("**/api/v1/conversations?*", tenThousand());
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
