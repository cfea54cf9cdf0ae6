/** The data folder: where it is, and which partitions it holds. */

/** `TIDEGATE_DATA`, or a folder of the user. */
export function dataFolder(): string {
  const set = Deno.env.get("TIDEGATE_DATA");
  if (set) return set;
  const home = Deno.env.get("XDG_DATA_HOME") ?? `${Deno.env.get("HOME") ?? "."}/.local/share`;
  return `${home}/tidegate`;
}

/** Numbers of the partitions that have a journal, ascending. */
export async function partitionsIn(folder: string): Promise<number[]> {
  const found: number[] = [];
  const entries = Deno.readDir(`${folder}/journal`);
  try {
    for await (const entry of entries) {
      const number = entry.name.match(/^p(\d+)$/)?.[1];
      if (entry.isDirectory && number !== undefined) found.push(Number(number));
    }
  } catch (cause) {
    if (!(cause instanceof Deno.errors.NotFound)) throw cause;
  }
  return found.sort((a, b) => a - b);
}
