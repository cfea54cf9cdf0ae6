import { type HistoryRecord, parseHistory } from "../engine/promises/history.ts";

/** What the clients of a run wrote down, of all files together: hundreds of thousands of records. */
export async function readHistories(paths: readonly string[]): Promise<HistoryRecord[]> {
  const read = paths.map(async (path) => parseHistory(await Deno.readTextFile(path)));
  return (await Promise.all(read)).flat();
}
