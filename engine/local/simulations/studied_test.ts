import assert from "node:assert/strict";
import bench from "../../simulator/what_if/bench_day.json" with { type: "json" };
import type { RecordedDay } from "../../simulator/what_if/recorded_day.ts";
import { studied } from "./studied.ts";

const RECORDED = bench as unknown as RecordedDay;
const DAYS = 20;

function study(recorded: RecordedDay) {
  const rests: number[] = [];
  const ended = studied({
    read: () => Promise.resolve({ recorded, draft: recorded.configuration }),
    days: DAYS,
    rest: (ms) => Promise.resolve(void rests.push(ms)),
  }, () => {});
  return ended.then((progress) => ({ progress, rests }));
}

Deno.test("studied - it rests after every day, as long as that took and never long", async () => {
  const { progress, rests } = await study(RECORDED);
  assert.ok(progress.state === "finished" && progress.result.comparison !== undefined);
  assert.equal(rests.length, 2 * DAYS);
  assert.ok(rests.every((ms) => ms > 0 && ms <= 200), rests.join(" "));
});

Deno.test("studied - a day of too few conversations is refused without a day lived", async () => {
  const { progress, rests } = await study({ ...RECORDED, visits: RECORDED.visits.slice(0, 29) });
  assert.deepEqual(progress, { state: "refused", cause: "tooFew" });
  assert.deepEqual(rests, []);
});
