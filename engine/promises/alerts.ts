/**
 * P5, an alert fires once, in time: per (conversation, clock, round, threshold) at most one
 * `alerted`, never before its deadline, within a second of it (a takeover in between excuses the
 * delay), and one if the round stayed open past the deadline by that second.
 */
import type { Clock, Configuration } from "../contract/wire/configuration.ts";
import type { Event } from "../contract/wire/events.ts";
import { splitBy } from "../contract/wire/ids.ts";
import type { Ledger, LedgerConversation } from "./ledger.ts";
import { offend, type Verdict } from "./verdict.ts";

const LATE_MS_MAX = 1_000;

interface OpenRound {
  number: number;
  beganAt: number;
  group: string;
  version: string;
  /** Left, parked or reopened meanwhile: whether an alert was due is not judged. */
  disturbed: boolean;
}

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

export interface AlertWatch {
  configuration?: Configuration;
  version: string;
  takenAt: number;
  publishedAt: number;
  /** When a conversation last came to where its clocks count. */
  armedAt: Map<string, number>;
  rounds: Map<string, OpenRound>;
  counts: Map<string, number>;
  raised: Map<string, Set<string>>;
}

export const createAlertWatch = (): AlertWatch => ({
  version: "",
  takenAt: 0,
  publishedAt: 0,
  armedAt: new Map(),
  rounds: new Map(),
  counts: new Map(),
  raised: new Map(),
});

/** The clock of a kind that is in force: group over shop over company. */
function clockInForce(
  configuration: Configuration,
  kind: Clock["kind"],
  shop: string,
  group: string,
): Clock | undefined {
  const fitting = configuration.clocks.filter((clock) =>
    clock.kind === kind && (clock.shops?.includes(shop) ?? true) &&
    (clock.groups?.includes(group) ?? true)
  );
  const near = (clock: Clock) => (clock.groups ? 2 : 0) + (clock.shops ? 1 : 0);
  return fitting.reduce<Clock | undefined>(
    (best, clock) => best === undefined || near(clock) > near(best) ? clock : best,
    undefined,
  );
}

function alerted(verdict: Verdict, watch: AlertWatch, event: Event<"conversation.alerted">): void {
  verdict.judged++;
  const name = `${event.clock} ${event.round} ${event.threshold}`;
  let raised = watch.raised.get(event.conversation);
  if (!raised) watch.raised.set(event.conversation, raised = new Set());
  if (raised.has(name)) offend(verdict, `${event.conversation}: ${name} alerted twice`);
  raised.add(name);
  const lateMs = event.at - event.dueAt;
  if (lateMs < 0) offend(verdict, `${event.conversation}: ${name} ${-lateMs} ms too early`);
  const armedAt = Math.max(watch.publishedAt, watch.armedAt.get(event.conversation) ?? 0);
  const holdsFrom = Math.max(event.dueAt, armedAt);
  if (event.at - holdsFrom > LATE_MS_MAX && watch.takenAt < event.dueAt) {
    offend(verdict, `${event.conversation}: ${name} ${lateMs} ms late`);
  }
}

function endRound(verdict: Verdict, watch: AlertWatch, of: LedgerConversation, at: number): void {
  const round = watch.rounds.get(of.id);
  if (round === undefined) return;
  watch.rounds.delete(of.id);
  if (round.disturbed || round.version !== watch.version || !watch.configuration) return;
  if (watch.takenAt > round.beganAt) return;
  const clock = clockInForce(watch.configuration, "round", of.shop, round.group);
  for (const threshold of ["warn", "breach"] as const) {
    const afterMs = threshold === "warn" ? clock?.warnMs : clock?.breachMs;
    if (!clock || afterMs === undefined || at - round.beganAt <= afterMs + LATE_MS_MAX) continue;
    verdict.judged++;
    const name = `${clock.id} ${round.number} ${threshold}`;
    if (watch.raised.get(of.id)?.has(name)) continue;
    offend(verdict, `${of.id}: ${name} never alerted, open for ${at - round.beganAt} ms`);
  }
}

function message(
  verdict: Verdict,
  watch: AlertWatch,
  of: LedgerConversation,
  event: Event<"conversation.messaged">,
): void {
  if (event.visibility !== "all" || event.auto !== undefined) return;
  const { kind } = splitBy(event.by);
  if (kind === "visitor" && !watch.rounds.has(of.id)) {
    const number = (watch.counts.get(of.id) ?? 0) + 1;
    watch.counts.set(of.id, number);
    watch.rounds.set(of.id, {
      number,
      beganAt: event.at,
      group: of.homeGroup,
      version: watch.version,
      disturbed: of.state !== "waiting" && of.state !== "assigned",
    });
  }
  if (kind === "agent" || kind === "supervisor" || kind === "admin") {
    endRound(verdict, watch, of, event.at);
  }
}

const DISTURBS = [
  "conversation.left",
  "conversation.parked",
  "conversation.reopened",
  "conversation.overflowed",
  "conversation.transferred",
  "conversation.queued",
  "conversation.assigned",
];

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
  }
  if (event.type === "conversation.alerted") alerted(verdict, watch, event);
  if (!("conversation" in event)) return;
  const of = ledger.conversations.get(event.conversation);
  if (of === undefined) return;
  if (ARMS.includes(event.type)) watch.armedAt.set(of.id, event.at);
  const round = watch.rounds.get(of.id);
  if (round && DISTURBS.includes(event.type)) {
    const group = "group" in event ? event.group : of.homeGroup;
    if (event.type === "conversation.left" || event.type === "conversation.parked") {
      round.disturbed = true;
    } else if (group !== round.group) round.disturbed = true;
  }
  if (event.type === "conversation.messaged") message(verdict, watch, of, event);
  if (event.type === "conversation.closed") endRound(verdict, watch, of, event.at);
  if (event.type === "conversation.forgotten") {
    watch.rounds.delete(of.id);
    watch.counts.delete(of.id);
    watch.raised.delete(of.id);
    watch.armedAt.delete(of.id);
  }
}
