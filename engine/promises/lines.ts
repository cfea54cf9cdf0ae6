/** P9, nobody waits beside a free agent, and P10, oldest first. */
import type { Event } from "../contract/wire/events.ts";
import { canTake, type Ledger, type LedgerConversation } from "./ledger.ts";
import { lineOf } from "./ledger_conversation.ts";
import { offend, type Verdict } from "./verdict.ts";

/** At the end of a batch whose agenda is empty. */
export function judgeFree(verdict: Verdict, ledger: Ledger, batch: number): void {
  for (const agent of ledger.agents.values()) {
    if (agent.presence !== "online" || agent.sessions.size === 0) continue;
    for (const { group } of agent.record.memberships) {
      const line = lineOf(ledger, group);
      if (line.size > 0) verdict.judged++;
      for (const waiting of line) {
        if (!canTake(ledger, agent, waiting, group)) continue;
        offend(verdict, `batch ${batch}: ${waiting.id} waits in ${group} beside ${agent.id}`);
        break;
      }
    }
  }
}

const sameLine = (a: LedgerConversation, b: LedgerConversation): boolean =>
  a.class === b.class && a.costUnits === b.costUnits && a.state === b.state &&
  a.requirements.join() === b.requirements.join();

/** Before the event is folded: was somebody older in the same line, and could he be taken? */
export function judgeOldest(verdict: Verdict, ledger: Ledger, event: Event): void {
  if (event.type !== "conversation.assigned" && event.type !== "conversation.offered") return;
  if (event.why.code !== "drained") return;
  const taken = ledger.conversations.get(event.conversation);
  const agent = ledger.agents.get(event.agent);
  if (taken === undefined || agent === undefined || !taken.lines.has(event.group)) return;
  verdict.judged++;
  for (const other of lineOf(ledger, event.group)) {
    if (other === taken || other.enqueuedAt >= taken.enqueuedAt) continue;
    if (!sameLine(other, taken) || !canTake(ledger, agent, other, event.group)) continue;
    const times = `${taken.enqueuedAt} after ${other.enqueuedAt}`;
    offend(verdict, `seq ${event.seq}: ${taken.id} (${times}) taken before ${other.id}`);
    return;
  }
}
