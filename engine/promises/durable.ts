/**
 * P1, no conversation is lost, and P6, acknowledged means durable: what the clients saw accepted is
 * in the journal exactly once.
 */
import type { Batch } from "../contract/batch.ts";
import type { Event } from "../contract/wire/events.ts";
import type { HistoryRecord } from "./history.ts";
import { offend, type Verdict } from "./verdict.ts";

/** What the journal holds, counted while it is read. */
export interface Kept {
  opened: Map<string, number>;
  messages: Map<string, number>;
  /** Highest sequence per workspace. */
  lastSeq: Map<string, number>;
  /** When a command's key was accepted, oldest first; no older than a repeat may be. */
  commands: Map<string, number>;
}

/** A command is remembered at least so long (partition time), however full the ring is. */
const REMEMBERED_MS = 75_000;

export const createKept = (): Kept => ({
  opened: new Map(),
  messages: new Map(),
  lastSeq: new Map(),
  commands: new Map(),
});

const count = (map: Map<string, number>, key: string) => map.set(key, (map.get(key) ?? 0) + 1);

export function keep(kept: Kept, event: Event): void {
  if (event.type === "conversation.opened") count(kept.opened, event.conversation);
  if (event.type === "conversation.messaged") count(kept.messages, event.message);
  kept.lastSeq.set(event.workspace, event.seq);
}

/** A command that is accepted again while it is remembered was decided twice. */
export function keepCommands(durable: Verdict, kept: Kept, batch: Batch): void {
  for (const [key, at] of kept.commands) {
    if (batch.at - at < REMEMBERED_MS) break;
    kept.commands.delete(key);
  }
  for (const [key] of batch.commands) {
    durable.judged++;
    if (kept.commands.has(key)) offend(durable, `command ${key} was accepted twice`);
    else kept.commands.set(key, batch.at);
  }
}

/** P1 and P6 over one workspace's history. */
export function judgeDurable(
  lost: Verdict,
  durable: Verdict,
  kept: Kept,
  workspace: string,
  history: HistoryRecord[],
): void {
  for (const record of history) {
    if (record.kind !== "acknowledged") continue;
    durable.judged++;
    if (record.seq > (kept.lastSeq.get(workspace) ?? 0)) {
      offend(
        durable,
        `${record.command} ${record.id}: sequence ${record.seq} is not in the journal`,
      );
    }
    if (record.message !== undefined && kept.messages.get(record.message) !== 1) {
      const times = kept.messages.get(record.message) ?? 0;
      offend(durable, `message ${record.message} acknowledged, in the journal ${times} times`);
    }
    if (record.command !== "conversation.open" || record.conversation === undefined) continue;
    lost.judged++;
    const times = kept.opened.get(record.conversation) ?? 0;
    if (times !== 1) offend(lost, `${record.conversation} acknowledged, opened ${times} times`);
  }
}

/** A conversation that stands in the journal twice is doubled, whoever saw it. */
export function judgeDoubled(lost: Verdict, kept: Kept): void {
  for (const [conversation, times] of kept.opened) {
    lost.judged++;
    if (times > 1) offend(lost, `${conversation} opened ${times} times`);
  }
}
