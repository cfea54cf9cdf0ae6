/**
 * `deno task bench kernel`: the figures of the routing kernel, each of its parts in a process of
 * its own kind, and for the mixes that miss their goal a profile that says where the time goes.
 */
import type { FiguresDocument } from "./figures.ts";
import type { BenchOptions } from "./options.ts";
import { kernelPage, type Profile } from "./report/kernel_page.ts";

const SCRIPT = new URL("../engine/core/routing/kernel_bench.ts", import.meta.url).pathname;
const DECISIONS = /^kernel\.decisions_per_s\.(\w+)\.10k_200$/;
/** The functions of a profile that are worth a line. */
const FUNCTIONS_SHOWN = 10;

export async function runKernel({ json, report }: BenchOptions): Promise<boolean> {
  const folder = await Deno.makeTempDir({ prefix: "kernel-" });
  try {
    const path = json ?? `${folder}/kernel.json`;
    if (!await ran(["--v8-flags=--expose-gc"], ["--json", path])) return false;
    const document: FiguresDocument = JSON.parse(await Deno.readTextFile(path));
    const profiles: Profile[] = [];
    for (const { name, met, note } of document.figures) {
      const mix = DECISIONS.exec(name)?.[1];
      const strategy = note?.split(" ").at(-1);
      if (mix === undefined || strategy === undefined || met !== false) continue;
      profiles.push(await profileOf(`${folder}/${mix}`, mix, strategy));
    }
    const page = report ?? "bench-kernel.html";
    await Deno.writeTextFile(page, kernelPage(document, profiles));
    console.log(`report: ${page}`);
    return document.figures.every(({ met }) => met !== false);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

async function ran(flags: string[], args: string[]): Promise<boolean> {
  const command = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", ...flags, SCRIPT, ...args],
  });
  return (await command.spawn().status).success;
}

/** Time by function, each with what was compiled into it. */
async function profileOf(folder: string, mix: string, strategy: string): Promise<Profile> {
  await ran(["--cpu-prof", `--cpu-prof-dir=${folder}`], [
    "--mix",
    mix,
    "--strategy",
    strategy,
    "--small",
  ]);
  for await (const { name } of Deno.readDir(folder)) {
    const shares = sharesOf(JSON.parse(await Deno.readTextFile(`${folder}/${name}`)));
    return { mix, strategy, shares: shares.slice(0, FUNCTIONS_SHOWN) };
  }
  return { mix, strategy, shares: [] };
}

interface CpuProfile {
  nodes: { id: number; callFrame: { functionName: string; url: string } }[];
  samples: number[];
  timeDeltas: number[];
}

function sharesOf({ nodes, samples, timeDeltas }: CpuProfile): { name: string; share: number }[] {
  const nameOf = new Map(nodes.map(({ id, callFrame: { functionName, url } }) => {
    const file = url.split("/").slice(-2).join("/");
    return [id, `${functionName || "(module)"} ${file}`];
  }));
  const spent = new Map<string, number>();
  let whole = 0;
  samples.forEach((node, n) => {
    const name = nameOf.get(node)!;
    spent.set(name, (spent.get(name) ?? 0) + timeDeltas[n]);
    whole += timeDeltas[n];
  });
  const shares = [...spent].map(([name, us]) => ({ name, share: us / whole }));
  return shares.sort((a, b) => b.share - a.share);
}
