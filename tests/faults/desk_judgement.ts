/** Every promise, judged on the journal of a desk that stands still, on a history and the records. */
import assert from "node:assert/strict";
import type { JournalEntry } from "../../engine/contract/batch.ts";
import type { Configuration } from "../../engine/contract/wire/configuration.ts";
import { partitionOf } from "../../engine/contract/wire/ids.ts";
import type { HistoryRecord } from "../../engine/promises/history.ts";
import { createJudge, judgeEntry, judgeHistory, verdictsOf } from "../../engine/promises/judge.ts";
import { compareWithFold } from "../../engine/records/compare.ts";
import { until } from "../support/until.ts";
import type { DeskServers } from "./desk_servers.ts";

/** Everything that the company's partition has in its journal. */
export async function entriesOf({ parts }: DeskServers, workspace: string) {
  const all: JournalEntry[] = [];
  for await (const entry of parts.journal(partitionOf(workspace)).read(1)) all.push(entry);
  return all;
}

/** Promise → how many cases of it were judged; throws with the offences. */
export async function judgeDesk(
  servers: DeskServers,
  workspace: string,
  history: HistoryRecord[],
): Promise<Record<string, number>> {
  const all = await entriesOf(servers, workspace);
  const documents = await documentsOf(servers, all);
  const judge = createJudge((hash) => documents.get(hash));
  for (const entry of all) judgeEntry(judge, entry);
  judgeHistory(judge, workspace, history);
  const verdicts = verdictsOf(judge);
  assert.deepEqual(verdicts.flatMap(({ offences }) => offences), []);
  const judged = verdicts.map(({ promise, judged }) => [promise, judged] as const);
  return { ...Object.fromEntries(judged), P7: await recorded(servers, all) };
}

async function documentsOf({ parts }: DeskServers, all: readonly JournalEntry[]) {
  const documents = new Map<string, Configuration>();
  for (const event of all.flatMap(({ batch }) => batch.events)) {
    if (event.type !== "config.published") continue;
    const bytes = await parts.documents.get(event.hash);
    if (bytes) documents.set(event.hash, JSON.parse(new TextDecoder().decode(bytes)));
  }
  return documents;
}

/** P7: rows judged, once the projector has written all of it. */
async function recorded({ owner, parts }: DeskServers, all: readonly JournalEntry[]) {
  const last = all.at(-1)!.sequence;
  await until("the records have caught up", async () => {
    const rows = await owner.query<{ reached: boolean }>(
      "select coalesce(max(sequence), 0) >= $1 as reached from fold.applied",
      [last],
    );
    return rows[0].reached;
  });
  const { judged, first } = await compareWithFold(owner, "fold", all, parts.keys);
  assert.deepEqual(first, []);
  return judged;
}
