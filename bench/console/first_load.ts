/** How long a first visit takes until the desk can be used, on a processor four times slower. */
import type { Figure } from "../figures.ts";
import { percentile } from "../report/percentiles.ts";
import { DESK } from "./company.ts";
import { type Bench, emptyPage, LIVE, personPage } from "./chromium.ts";

const SLOWER = 4;
const VISITS = 5;

export async function firstLoad(bench: Bench): Promise<Figure[]> {
  const desk: number[] = [];
  const empty: number[] = [];
  for (let visit = 0; visit < VISITS; visit++) {
    const nothing = await emptyPage(bench);
    await nothing.cdp.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
    await nothing.page.goto(`${bench.base}/empty`);
    empty.push(await nothing.page.evaluate(() => performance.now()));
    await nothing.page.context().close();

    const { page, cdp } = await personPage(bench, DESK);
    await cdp.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
    await page.goto(`${bench.base}/desk/`, { waitUntil: "commit" });
    // Seen by the page itself in a frame, then once more through its queue: it answers.
    const shown = await page.waitForFunction(
      (live) => document.querySelector(live) !== null && performance.now(),
      LIVE,
      { polling: "raf" },
    );
    desk.push(Number(await shown.jsonValue()) / 1000);
    await page.context().close();
  }
  const median = percentile(desk, 50);
  return [{
    name: "console.first_load_s",
    value: median,
    unit: "s",
    min: Math.min(...desk),
    median,
    max: Math.max(...desk),
    ratioTo: `${(median * 1000 / percentile(empty, 50)).toFixed(1)} × an empty page's`,
    note: `median of ${VISITS}, CPU ${SLOWER} × slower, nothing cached`,
  }];
}
