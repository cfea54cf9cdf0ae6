/**
 * How long a process's first thread has been ready to run while others had the cores, ms so far, as
 * the system's scheduler counts it; NaN where it does not say.
 */
export async function waitedForCoreMs(pid: number): Promise<number> {
  const text = await Deno.readTextFile(`/proc/${pid}/task/${pid}/schedstat`).catch(() => "");
  return Number(text.split(" ")[1] ?? NaN) / 1e6;
}
