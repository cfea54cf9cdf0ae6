/**
 * P5, an alert fires once, in time: per (conversation, clock, round, threshold) at most one
 * `alerted`, never before its deadline, within a second of it (a takeover in between excuses the
 * delay), none outside opening hours, and none missing (`conditions.ts`). A hold message is a clock's word as well: each text
 * of a clock is sent once per conversation.
 */
import type { Configuration } from "../contract/wire/configuration.ts";
import type { Event } from "../contract/wire/events.ts";
import { type AlertWatch, LATE_MS_MAX, raisedName } from "./alert_watch.ts";
import { judgeConditions } from "./conditions.ts";
import type { Ledger, LedgerConversation } from "./ledger.ts";
import { isShutAt, keepHours, noteTurn } from "./opening_hours.ts";
import { offend, type Verdict } from "./verdict.ts";

/** A condition that begins to hold after its deadline (back in line at the old place) is due then. */
const ARMS = [
  "conversation.queued",
  "conversation.assigned",
  "conversation.reopened",
  "conversation.unparked",
  "conversation.left",
  "conversation.reclaimed",
  "conversation.transferred",
];

/** False when the conversation has this name already. */
function raise(watch: AlertWatch, conversation: string, name: string): boolean {
  let raised = watch.raised.get(conversation);
  if (!raised) watch.raised.set(conversation, raised = new Set());
  const first = !raised.has(name);
  raised.add(name);
  return first;
}

function alerted(verdict: Verdict, watch: AlertWatch, event: Event<"conversation.alerted">): void {
  verdict.judged++;
  const { conversation, clock, round, threshold } = event;
  const name = raisedName(clock, round, threshold);
  if (!raise(watch, conversation, name)) offend(verdict, `${conversation}: ${name} alerted twice`);
  raise(watch, conversation, raisedName(clock, undefined, threshold));
  const lateMs = event.at - event.dueAt;
  if (lateMs < 0) offend(verdict, `${conversation}: ${name} ${-lateMs} ms too early`);
  const armedAt = Math.max(watch.publishedAt, watch.armedAt.get(conversation) ?? 0);
  const holdsFrom = Math.max(event.dueAt, armedAt);
  if (event.at - holdsFrom > LATE_MS_MAX && watch.takenAt < event.dueAt) {
    offend(verdict, `${conversation}: ${name} ${lateMs} ms late`);
  }
}

function heldBack(verdict: Verdict, watch: AlertWatch, event: Event<"conversation.held">): void {
  if (event.kind !== "hold") return;
  verdict.judged++;
  const { conversation, clock, text } = event;
  if (raise(watch, conversation, `${clock} text ${text}`)) return;
  offend(verdict, `${conversation}: ${clock} sent its text ${text} twice`);
}

/** A clock that stands still neither alerts nor says anything. */
function judgeHours(
  verdict: Verdict,
  { hours, configuration }: AlertWatch,
  of: LedgerConversation,
  event: Event,
): void {
  if (event.type !== "conversation.alerted" && event.type !== "conversation.held") return;
  if (configuration === undefined || !isShutAt(hours, configuration, of, event.dueAt)) return;
  offend(verdict, `${of.id}: ${event.clock} ran out outside opening hours`);
}

/** Before the event is folded into the ledger. */
export function judgeAlert(
  verdict: Verdict,
  watch: AlertWatch,
  ledger: Ledger,
  event: Event,
  documents: (hash: string) => Configuration | undefined,
): void {
  if (event.type === "config.published") {
    watch.configuration = documents(event.hash);
    watch.version = event.hash;
    watch.publishedAt = event.at;
    keepHours(watch.hours, watch.configuration);
  }
  if (event.type === "workspace.schedule_turned") noteTurn(watch.hours, event);
  if (event.type === "conversation.alerted") alerted(verdict, watch, event);
  if (event.type === "conversation.held") heldBack(verdict, watch, event);
  if (!("conversation" in event)) return;
  const of = ledger.conversations.get(event.conversation);
  if (of === undefined) return;
  judgeHours(verdict, watch, of, event);
  if (ARMS.includes(event.type)) watch.armedAt.set(of.id, event.at);
  judgeConditions(verdict, watch, of, event);
  if (event.type === "conversation.forgotten") {
    watch.counts.delete(of.id);
    watch.raised.delete(of.id);
    watch.armedAt.delete(of.id);
  }
}
