/**
 * `bench cost`: what one conversation costs the desk in CPU time, by thread. A fixed number of
 * stories (session, open with a first message, the agent's answer, close; 40 agents' sockets open)
 * through HTTP, as many at once as there are clients. CPU time and not the clock on the wall, so
 * that a busy machine changes the figure little.
 */
import { type DeskProcess, startDesk } from "../desk_process.ts";
import { type Figure, writeFigures } from "../figures.ts";
import { threadsMs } from "../watch.ts";
import { staffed, stories, STORY_COMPANY } from "./stories.ts";

const WARM_STORIES = 1_500;
/** Until the records have what was said. */
const SETTLE_MS = 2_000;

/** Commands accepted and batches stored so far, from the desk's own gauges. */
async function stored(base: string): Promise<{ commands: number; batches: number }> {
  const text = await (await fetch(`${base}/metrics`)).text();
  const sum = (name: string) =>
    [...text.matchAll(new RegExp(`^tidegate_partition_${name}\\{.*\\} (\\d+)`, "gm"))]
      .reduce((all, [, value]) => all + Number(value), 0);
  return { commands: sum("commands"), batches: sum("sequence") };
}

const settled = () => new Promise<void>((resolve) => setTimeout(resolve, SETTLE_MS));

async function figuresOf(desk: DeskProcess, count: number): Promise<Figure[]> {
  const agents = await staffed(desk.base);
  await stories(desk.base, agents, WARM_STORIES);
  await settled();
  const before = await threadsMs(desk.pid);
  const storedBefore = await stored(desk.base);
  const began = performance.now();
  const failed = await stories(desk.base, agents, count);
  const perSecond = count / (performance.now() - began) * 1_000;
  const { commands, batches } = await stored(desk.base);
  const perBatch = (commands - storedBefore.commands) / (batches - storedBefore.batches);
  await settled();
  const used = [...await threadsMs(desk.pid)]
    .map(([thread, ms]) => [thread, (ms - (before.get(thread) ?? 0)) / count] as const)
    .filter(([, ms]) => ms >= 0.005).sort((a, b) => b[1] - a[1]);
  const all = used.reduce((sum, [, ms]) => sum + ms, 0);
  const part = ([thread, ms]: readonly [string, number]): Figure => ({
    name: `cost.cpu_ms.${thread.replace(/[^A-Za-z0-9]+/g, "_").toLowerCase()}`,
    value: ms,
    unit: "ms",
  });
  return [
    {
      name: "cost.cpu_ms_per_conversation",
      value: all,
      unit: "ms",
      goal: "≤ 1.3",
      met: all <= 1.3,
    },
    ...used.map(part),
    { name: "cost.commands_per_batch", value: perBatch, unit: "" },
    { name: "cost.conversations_per_s", value: perSecond, unit: "1/s" },
    { name: "cost.failed", value: failed, unit: "", goal: "≤ 0", met: failed === 0 },
  ];
}

/** True when every story went well; the goal is shown and not judged. */
export async function runCost(
  count: number,
  json: string | undefined,
  runtime: string[] = [],
): Promise<boolean> {
  const folder = await Deno.makeTempDir({ prefix: "tidegate-cost-" });
  const desk = await startDesk(`${folder}/data`, STORY_COMPANY, 0, [], runtime);
  const figures = await figuresOf(desk, count).finally(() => desk.stop());
  await writeFigures(json, "cost", figures);
  await Deno.remove(folder, { recursive: true });
  return figures.at(-1)!.met === true;
}
