/**
 * P4, per-conversation order, on the clients' histories: each observer's sequence numbers rise, no
 * gap without an announced resync, and one author's messages keep the author's order.
 */
import type { HistoryRecord } from "./history.ts";
import { offend, type Verdict } from "./verdict.ts";

export function judgeOrder(verdict: Verdict, history: HistoryRecord[]): void {
  const last = new Map<string, number>();
  const numbers = new Map<string, number>();
  for (const record of history) {
    if (record.kind === "resynchronised") {
      last.set(`${record.observer} ${record.conversation}`, record.lastSeq);
    }
    if (record.kind !== "observed") continue;
    verdict.judged++;
    const key = `${record.observer} ${record.conversation}`;
    const before = last.get(key);
    if (before !== undefined && record.seq <= before) {
      offend(verdict, `${key}: sequence ${record.seq} after ${before}`);
    }
    if (before !== undefined && record.prev > before) {
      offend(verdict, `${key}: gap between ${before} and ${record.prev} was not announced`);
    }
    last.set(key, record.seq);
    if (record.author === undefined || record.number === undefined) continue;
    const author = `${key} ${record.author}`;
    if ((numbers.get(author) ?? -1) >= record.number) {
      offend(verdict, `${author}: message ${record.number} after ${numbers.get(author)}`);
    }
    numbers.set(author, record.number);
  }
}
