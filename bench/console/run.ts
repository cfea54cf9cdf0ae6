/** `deno task bench console`: what people see, measured in Chromium beside an empty page. */
import { startDesk } from "../desk_process.ts";
import { type Figure, writeFigures } from "../figures.ts";
import { type Goal, judged } from "../goals.ts";
import { type BenchOptions, BenchOptionWrong } from "../options.ts";
import { signInAll } from "../staff.ts";
import { type Bench, launch } from "./chromium.ts";
import { consoleCompany, DESK, SUPERVISOR } from "./company.ts";
import { firstLoad } from "./first_load.ts";
import { longList } from "./long_list.ts";
import { memory } from "./memory.ts";
import { sizes } from "./sizes.ts";
import { wall } from "./wall.ts";
import { writing } from "./writing.ts";

type Part = (bench: Bench) => Promise<Figure[]>;

/** In this order: the long ones last, so that a run cut short has most figures. */
const PARTS: Record<string, { measure: Part; goals: Goal[] }> = {
  sizes: {
    measure: sizes,
    goals: [{ figure: "desk_kb", max: 220 }, { figure: "widget_kb", max: 30 }],
  },
  "first-load": { measure: firstLoad, goals: [{ figure: "first_load_s", max: 1.5 }] },
  writing: {
    measure: writing,
    goals: [{ figure: "key_to_paint_p95_ms", max: 50 }, { figure: "switch_p95_ms", max: 100 }],
  },
  list: {
    measure: longList,
    goals: [
      { figure: "list_worst_frame_ratio", max: 2 },
      { figure: "list_work_ms_per_frame", max: 8 },
    ],
  },
  wall: { measure: wall, goals: [{ figure: "wall_core_percent", max: 15 }] },
  memory: { measure: memory, goals: [{ figure: "memory_ratio", max: 1.3 }] },
};

export async function runConsole({ json, files }: BenchOptions): Promise<boolean> {
  const wrong = files.find((name) => !Object.hasOwn(PARTS, name));
  if (wrong !== undefined) {
    throw new BenchOptionWrong(
      `bench console has no part "${wrong}": ${Object.keys(PARTS).join(", ")}.`,
    );
  }
  const parts = Object.entries(PARTS).filter(([name]) =>
    files.length === 0 || files.includes(name)
  );
  const folder = await Deno.makeTempDir({ prefix: "bench-console-" });
  const company = consoleCompany();
  const desk = await startDesk(`${folder}/data`, company);
  const browser = await launch();
  try {
    const { base } = desk;
    const signIn = (accounts: string[]) => signInAll(base, accounts, company.password);
    // Once each: who signs in again and again is slowed down.
    const seats = await signIn([DESK, SUPERVISOR]);
    const bench: Bench = { base, browser, seats, signIn };
    const figures: Figure[] = [];
    for (const [name, { measure, goals }] of parts) {
      console.error(`${name} …`);
      const measured = judged(await measure(bench), goals, "console");
      // Said at once: what a later part does takes nothing back.
      for (const one of measured) {
        console.error(`  ${one.name} ${one.value.toFixed(2)} ${one.unit}`);
      }
      figures.push(...measured);
    }
    const document = await writeFigures(json, "console", figures);
    return document.figures.every(({ met }) => met !== false);
  } finally {
    await browser.close();
    await desk.stop();
    await Deno.remove(folder, { recursive: true });
  }
}
