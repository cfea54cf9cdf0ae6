/** The promises, judged on every partition's journal on NATS as it is read. */
import type { JournalEntry } from "../engine/contract/batch.ts";
import type { Configuration } from "../engine/contract/wire/configuration.ts";
import { partitionOf } from "../engine/contract/wire/ids.ts";
import type { NatsParts } from "../engine/nats/mod.ts";
import type { HistoryRecord } from "../engine/promises/history.ts";
import { createJudge, judgeEntry, judgeHistory, verdictsOf } from "../engine/promises/judge.ts";

const PARTITIONS = 64;

export interface Judging {
  /** What clients saw, by company. */
  histories: ReadonlyMap<string, HistoryRecord[]>;
  say: (line: string) => void;
  /** Told of each entry, in its partition's order. */
  onEntry?: (entry: JournalEntry) => void;
}

/** Resolves to how much was broken; says every promise with its counts. */
export async function judgeJournals(
  parts: Pick<NatsParts, "journal" | "documents">,
  { histories, say, onEntry }: Judging,
): Promise<number> {
  const documents = new Map<string, Configuration>();
  const judged = new Map<string, { judged: number; broken: number }>();
  for (let partition = 0; partition < PARTITIONS; partition++) {
    const judge = createJudge((hash) => documents.get(hash));
    for await (const entry of parts.journal(partition).read(1)) {
      for (const event of entry.batch.events) {
        if (event.type !== "config.published" || documents.has(event.hash)) continue;
        const bytes = await parts.documents.get(event.hash);
        if (bytes) documents.set(event.hash, JSON.parse(new TextDecoder().decode(bytes)));
      }
      judgeEntry(judge, entry);
      onEntry?.(entry);
    }
    for (const [workspace, history] of histories) {
      if (partition === partitionOf(workspace)) judgeHistory(judge, workspace, history);
    }
    for (const verdict of verdictsOf(judge)) {
      const sum = judged.get(verdict.promise) ?? { judged: 0, broken: 0 };
      sum.judged += verdict.judged;
      sum.broken += verdict.broken;
      judged.set(verdict.promise, sum);
      for (const offence of verdict.offences) say(`  partition ${partition}: ${offence}`);
    }
  }
  let broken = 0;
  for (const [promise, sum] of judged) {
    say(`${promise}: ${sum.judged} judged, ${sum.broken} broken`);
    broken += sum.broken;
  }
  return broken;
}
