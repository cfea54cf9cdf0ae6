import assert from "node:assert/strict";
import golden from "../../../tests/golden/contactcenter_models.json" with { type: "json" };
import { simulateDay } from "../day/day.ts";
import { figuresOf } from "../figures/figures.ts";
import { errorOf, meanInterval, ratioInterval } from "../figures/interval.ts";
import { tableOf } from "../figures/table.ts";
import { comparisons } from "./check.ts";
import { readAsked } from "./command.ts";
import { runDays } from "./pool.ts";

const DAYS = 8;

async function asked(example: string, ...options: string[]) {
  const path = new URL(`../examples/${example}.json`, import.meta.url).pathname;
  const read = await readAsked([path, ...options]);
  assert.ok(read.ok, JSON.stringify(read));
  return read.asked;
}

for (const [name, file] of [["MMC", "mmc"], ["MMCAb", "mmcab"], ["SimpleMSK", "simple_msk"]]) {
  Deno.test(`run - ${name} over a few days is what was published`, async () => {
    const { scenario } = await asked(file, "--days", String(DAYS));
    const rows = Array.from({ length: DAYS }, (_, number) => simulateDay(scenario, number));
    const figures = figuresOf(scenario, rows);
    const { published } = golden[name as "MMC"];
    for (const { text, fine } of comparisons(figures, published as never)) assert.ok(fine, text);
    assert.match(tableOf(figures), /answered in time/);
  });
}

Deno.test("run - several threads find what one finds", async () => {
  const { scenario } = await asked("mmc", "--days", "5");
  const run = { scenario, withinMs: Infinity, progress: () => {} };
  const rows = await runDays({ ...run, workers: 2 });
  assert.deepEqual(rows, Array.from({ length: 5 }, (_, number) => simulateDay(scenario, number)));
});

Deno.test("run - when time runs out it keeps the first days and says how many", async () => {
  const { scenario } = await asked("mmc", "--days", "1000", "--within", "1ms");
  const rows = await runDays({ scenario, workers: 1, withinMs: 1, progress: () => {} });
  assert.ok(rows.length > 1 && rows.length < 1000);
  assert.match(tableOf(figuresOf(scenario, rows)), /of 1000: time ran out/);
});

Deno.test("run - what cannot be asked is refused with an example", async () => {
  const path = new URL("../examples/mmc.json", import.meta.url).pathname;
  const wrong: [string[], RegExp][] = [
    [["nowhere.json"], /no such file/],
    [[path, "--weeks", "2"], /--weeks: no such option/],
    [[path, "--days", "many"], /days: a whole number .*as in 1000/],
    [[path, "--workers", "0"], /as in --workers 2/],
    [[path, "--within", "60"], /as in --within 60s/],
  ];
  for (const [args, due] of wrong) {
    const read = await readAsked(args);
    assert.ok(!read.ok && due.test(read.sentences[0]), args.join(" "));
  }
});

Deno.test("run - intervals are Student's, and ratios by the delta method", () => {
  const near = (got: number, due: number) => assert.ok(Math.abs(got - due) < 1e-3, `${got} ${due}`);
  const values = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11];
  const { mean, low, high } = meanInterval(values);
  near(mean, 6);
  near((high - low) / 2, 2.2281 * Math.sqrt(11 / 11));
  near(errorOf({ mean, low, high }), 2.2281 / 1.96);
  const ratio = ratioInterval(values, values.map((value) => 2 * value));
  near(ratio.mean, 0.5);
  near(ratio.high - ratio.low, 0);
});
