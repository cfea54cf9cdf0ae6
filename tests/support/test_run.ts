/** A run of `deno test` as a process of its own: what it writes is shown, and counted at its end. */
export interface Count {
  passed: number;
  failed: number;
  skipped: number;
}

/** Deno's own summary, without colours: `ok | 12 passed (3 steps) | 0 failed | 1 ignored`. */
export function countTests(output: string, success: boolean): Count {
  // deno-lint-ignore no-control-regex
  const plain = output.replace(/\x1b\[[0-9;]*m/g, "");
  const line = plain.split("\n").findLast((text) => /\d+ passed.*\| \d+ failed/.test(text));
  const number = (pattern: RegExp) => Number(line?.match(pattern)?.[1] ?? 0);
  if (line === undefined) return { passed: success ? 1 : 0, failed: success ? 0 : 1, skipped: 0 };
  const failed = number(/(\d+) failed/);
  return {
    passed: number(/(\d+) passed/),
    failed: success ? failed : Math.max(1, failed),
    skipped: number(/(\d+) ignored/),
  };
}

const ROOT = new URL("../../", import.meta.url);

/** Runs Deno with these words in the project's folder. */
export async function runDeno(
  args: string[],
  env: Record<string, string> = {},
): Promise<{ output: string; success: boolean }> {
  const child = new Deno.Command(Deno.execPath(), {
    args,
    env,
    cwd: ROOT,
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  let output = "";
  const pump = async (stream: ReadableStream<Uint8Array>) => {
    const decoder = new TextDecoder();
    for await (const chunk of stream) {
      output += decoder.decode(chunk, { stream: true });
      await Deno.stdout.write(chunk);
    }
  };
  const [status] = await Promise.all([child.status, pump(child.stdout), pump(child.stderr)]);
  return { output, success: status.success };
}
