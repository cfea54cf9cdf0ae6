/** `deno task verify --nats`: the promises, judged on a server's journal alone, without records. */
import type { NatsConnection } from "@nats-io/transport-node";
import { createClock } from "../engine/local/clock.ts";
import { openNats } from "../engine/nats/mod.ts";
import type { HistoryRecord } from "../engine/promises/history.ts";
import { readHistories } from "./histories.ts";
import { judgeJournals } from "./judge_journals.ts";

const SUFFIX = ".jsonl";

/** The histories in a folder that has one file for each company, named after it. */
async function historiesIn(folder: string | undefined): Promise<Map<string, HistoryRecord[]>> {
  const found = new Map<string, HistoryRecord[]>();
  if (folder === undefined) return found;
  for await (const { name } of Deno.readDir(folder)) {
    if (!name.endsWith(SUFFIX)) continue;
    const workspace = name.slice(0, -SUFFIX.length);
    found.set(workspace, await readHistories([`${folder}/${name}`]));
  }
  return found;
}

/** With the operator's connection, which it leaves open. Resolves to how much was broken. */
export async function verifyNats(
  nats: NatsConnection,
  histories: string | undefined,
  say: (line: string) => void,
): Promise<number> {
  const parts = openNats(nats, createClock());
  try {
    return await judgeJournals(parts, { histories: await historiesIn(histories), say });
  } finally {
    parts.close();
  }
}
