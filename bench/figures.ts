/** The one document that every bench writes with `--json FILE`. */
export interface Figure {
  name: string;
  value: number;
  unit: string;
  ratioTo?: string;
  goal?: string;
  met?: boolean;
  min?: number;
  median?: number;
  max?: number;
  note?: string;
}

async function commit(): Promise<string> {
  const git = new Deno.Command("git", { args: ["rev-parse", "HEAD"], stderr: "null" });
  const out = await git.output().catch(() => undefined);
  return out?.success ? new TextDecoder().decode(out.stdout).trim() : "unknown";
}

async function cpu(): Promise<string> {
  const text = await Deno.readTextFile("/proc/cpuinfo").catch(() => "");
  return text.match(/model name\s*:\s*(.+)/)?.[1] ?? Deno.build.arch;
}

export interface FiguresDocument {
  bench: string;
  at: string;
  commit: string;
  machine: { cpu: string; cores: number; memoryBytes: number };
  versions: Record<string, string>;
  seed?: number;
  /** Of a campaign: how long people came, and whether it was ended early. */
  seconds?: number;
  partial?: boolean;
  figures: Figure[];
}

/** Says every figure, and writes them when there is a path. */
export async function writeFigures(
  path: string | undefined,
  bench: string,
  figures: Figure[],
  of: Pick<FiguresDocument, "seed" | "seconds" | "partial"> = {},
): Promise<FiguresDocument> {
  for (const { name, value, unit, goal, met, note } of figures) {
    const judged = met === undefined ? "" : met ? `  (${goal}: met)` : `  (${goal}: MISSED)`;
    console.log(
      `${name.padEnd(32)} ${value.toFixed(2)} ${unit}${judged}${note ? `  ${note}` : ""}`,
    );
  }
  const document: FiguresDocument = {
    bench,
    at: new Date().toISOString(),
    commit: await commit(),
    machine: {
      cpu: await cpu(),
      cores: navigator.hardwareConcurrency,
      memoryBytes: Deno.systemMemoryInfo().total,
    },
    versions: { deno: Deno.version.deno, v8: Deno.version.v8 },
    ...of,
    figures,
  };
  if (path !== undefined) await Deno.writeTextFile(path, `${JSON.stringify(document, null, 2)}\n`);
  return document;
}
