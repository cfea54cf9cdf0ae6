/**
 * `deno task bench kernel`: the figures of the routing kernel, each part in a process of its own,
 * and for the mixes that miss their goal a profile that says where the time goes.
 *
 * `--only PART,PART` measures these parts; `10k_200.low` is one mix of a part. With `--json FILE` they
 * replace the same figures of an earlier run of this commit in that file and leave the others, so a
 * whole page can be made in pieces. A part that is stopped keeps the mixes that it has measured.
 */
import type { Figure, FiguresDocument } from "./figures.ts";
import { type BenchOptions, BenchOptionWrong } from "./options.ts";
import { kernelPage, type Profile } from "./report/kernel_page.ts";

const SCRIPT = new URL("../engine/core/routing/kernel_bench.ts", import.meta.url).pathname;
/** Memory first, as it is the only one that a busy machine does not change. */
const PARTS = ["memory", "items", "lines", "scaling", "touched", "10k_200", "100k_2000"];
const WORST = /^kernel\.decisions_per_s\.(\w+)\.(\w+)$/;
/** The functions of a profile that are worth a line. */
const FUNCTIONS_SHOWN = 10;
/** What is profiled: the steps of the mix, without the making of the company. */
const STEPS = "run bench/mix.ts";

export async function runKernel({ json, report, only }: BenchOptions): Promise<boolean> {
  const parts = only?.split(",") ?? PARTS;
  const wrong = parts.find((part) => !PARTS.includes(part.split(".")[0]));
  if (wrong !== undefined) {
    throw new BenchOptionWrong(`There is no part "${wrong}" of bench kernel: ${PARTS.join(", ")}.`);
  }
  const folder = await Deno.makeTempDir({ prefix: "kernel-" });
  try {
    let document = only === undefined ? undefined : await earlier(json);
    let whole = true;
    for (const part of parts) {
      const path = `${folder}/${part}.json`;
      const began = performance.now();
      const [name, mix] = part.split(".");
      const args = ["--part", name, ...(mix === undefined ? [] : ["--mix", mix]), "--json", path];
      const done = await ran(["--v8-flags=--expose-gc"], args);
      whole &&= done;
      const seconds = Math.round((performance.now() - began) / 1000);
      console.log(`${part}: ${done ? "" : "not finished, "}${seconds} s`);
      const found = await earlier(path);
      if (found !== undefined) document = merged(document, found);
      if (json !== undefined && document !== undefined) {
        await Deno.writeTextFile(json, JSON.stringify(document, null, 2));
      }
    }
    if (document === undefined) return false;
    const page = report ?? "bench-kernel.html";
    await Deno.writeTextFile(page, kernelPage(document, await profilesOf(document, folder)));
    console.log(`report: ${page}`);
    return whole && document.figures.every(({ met }) => met !== false);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

async function earlier(json: string | undefined): Promise<FiguresDocument | undefined> {
  if (json === undefined) return undefined;
  const text = await Deno.readTextFile(json).catch(() => undefined);
  return text === undefined ? undefined : JSON.parse(text);
}

/** Figures of another commit are not kept beside these. */
function merged(before: FiguresDocument | undefined, now: FiguresDocument): FiguresDocument {
  const measured = new Set(now.figures.map(({ name }) => name));
  const same = before?.commit === now.commit ? before.figures : [];
  const kept = same.filter(({ name }) => !measured.has(name));
  return { ...now, figures: [...kept, ...now.figures] };
}

async function profilesOf({ figures }: FiguresDocument, folder: string): Promise<Profile[]> {
  const profiles: Profile[] = [];
  for (const { name, met, note } of figures as Figure[]) {
    const [, mix, size] = WORST.exec(name) ?? [];
    const strategy = note?.split(" ").at(-1);
    if (mix === undefined || strategy === undefined || met !== false) continue;
    const shares = await sharesOf(`${folder}/${mix}-${size}`, size, mix, strategy);
    profiles.push({ mix, size, strategy, shares: shares.slice(0, FUNCTIONS_SHOWN) });
  }
  return profiles;
}

async function ran(flags: string[], args: string[]): Promise<boolean> {
  const command = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", ...flags, SCRIPT, ...args],
  });
  return (await command.spawn().status).success;
}

/** Time by function, the largest share first. */
async function sharesOf(folder: string, size: string, mix: string, strategy: string) {
  await ran(["--cpu-prof", `--cpu-prof-dir=${folder}`], [
    "--part",
    size,
    "--mix",
    mix,
    "--strategy",
    strategy,
  ]);
  for await (const { name } of Deno.readDir(folder)) {
    return sharesWithin(JSON.parse(await Deno.readTextFile(`${folder}/${name}`)));
  }
  return [];
}

interface CpuProfile {
  nodes: {
    id: number;
    callFrame: { functionName: string; url: string };
    children?: number[];
  }[];
  samples: number[];
  timeDeltas: number[];
}

function sharesWithin({ nodes, samples, timeDeltas }: CpuProfile): Profile["shares"][number][] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const nameOf = ({ callFrame: { functionName, url } }: CpuProfile["nodes"][number]) =>
    `${functionName || "(module)"} ${url.split("/").slice(-2).join("/")}`;
  const within = new Set<number>();
  const enter = (id: number): void => {
    within.add(id);
    byId.get(id)!.children?.forEach(enter);
  };
  for (const node of nodes) if (nameOf(node) === STEPS) enter(node.id);
  const spent = new Map<string, number>();
  let whole = 0;
  samples.forEach((id, n) => {
    if (!within.has(id)) return;
    const name = nameOf(byId.get(id)!);
    spent.set(name, (spent.get(name) ?? 0) + timeDeltas[n]);
    whole += timeDeltas[n];
  });
  const shares = [...spent].map(([name, us]) => ({ name, share: us / whole }));
  return shares.sort((a, b) => b.share - a.share);
}
