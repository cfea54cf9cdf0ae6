/** `verify` over the folder of a desk that was stopped, with its counts by promise. */
export interface Verified {
  kept: boolean;
  judged: Record<string, { judged: number; broken: number }>;
  /** What happened in the run, in the words of the minima. */
  happened: Record<string, number>;
  text: string;
}

export function verifyCounted(
  data: string,
  workspace: string,
  histories: readonly string[],
  minima: string,
): Promise<Verified> {
  const named = histories.flatMap((path) => ["--history", path]);
  return judgedBy(["--data", data, "--workspace", workspace, "--minima", minima, ...named]);
}

/** On the journal of a server at the NATS door; the folder has a history for each company. */
export const verifyDoor = (operatorUrl: string, histories: string): Promise<Verified> =>
  judgedBy(["--nats", "--histories", histories], { NATS_URL: operatorUrl });

async function judgedBy(of: string[], env: Record<string, string> = {}): Promise<Verified> {
  const script = new URL("../deploy/verify.ts", import.meta.url).pathname;
  const out = await new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", script, ...of],
    env,
    stderr: "inherit",
  }).output();
  const text = new TextDecoder().decode(out.stdout);
  console.log(text.trimEnd());
  return { kept: out.success, ...countsIn(text), text };
}

/** The counts that `verify` prints; those of several partitions together. */
export function countsIn(text: string): Pick<Verified, "judged" | "happened"> {
  const judged: Verified["judged"] = {};
  for (const [, promise, cases, broken] of text.matchAll(/^(P\d+): (\d+) judged, (\d+) broken/gm)) {
    const before = judged[promise] ?? { judged: 0, broken: 0 };
    judged[promise] = {
      judged: before.judged + Number(cases),
      broken: before.broken + Number(broken),
    };
  }
  const happened: Verified["happened"] = {};
  for (const [line] of text.matchAll(/^[a-z]+ \d+(?:, [a-z]+ \d+)+$/gm)) {
    for (const [, name, count] of line.matchAll(/([a-z]+) (\d+)/g)) {
      happened[name] = (happened[name] ?? 0) + Number(count);
    }
  }
  return { judged, happened };
}
