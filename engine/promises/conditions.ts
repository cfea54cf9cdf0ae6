/**
 * The other half of P5: a condition that held past its deadline by more than a second was alerted.
 * A condition (a round is open, somebody waits, an owner is silent) is judged when it ends, against
 * the clock in force; a takeover in between gives the second anew from the moment it was over.
 */
import type { Clock, Configuration } from "../contract/wire/configuration.ts";
import type { Event } from "../contract/wire/events.ts";
import { splitBy } from "../contract/wire/ids.ts";
import {
  type AlertWatch,
  type Condition,
  type ConditionKind,
  LATE_MS_MAX,
  raisedName,
  type Threshold,
} from "./alert_watch.ts";
import type { LedgerConversation } from "./ledger.ts";
import { openMs } from "./opening_hours.ts";
import { offend, type Verdict } from "./verdict.ts";

interface Judging {
  verdict: Verdict;
  watch: AlertWatch;
  of: LedgerConversation;
  at: number;
}

/** The clock of a kind that is in force: group over shop over company. */
function clockInForce(
  configuration: Configuration,
  kind: ConditionKind,
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

const held = ({ watch, of }: Judging): Map<ConditionKind, Condition> => {
  let conditions = watch.conditions.get(of.id);
  if (conditions === undefined) watch.conditions.set(of.id, conditions = new Map());
  return conditions;
};

function begin(judging: Judging, kind: ConditionKind, group: string, disturbed = false): void {
  const { watch, of, at } = judging;
  const round = watch.counts.get(of.id) ?? 0;
  held(judging).set(kind, { kind, round, beganAt: at, group, version: watch.version, disturbed });
}

function end(judging: Judging, ...kinds: ConditionKind[]): void {
  for (const kind of kinds) {
    const condition = held(judging).get(kind);
    held(judging).delete(kind);
    if (condition !== undefined) judge(judging, condition);
  }
}

function judge({ verdict, watch, of, at }: Judging, condition: Condition): void {
  const { kind, round, beganAt, group, version, disturbed } = condition;
  if (disturbed || version !== watch.version || !watch.configuration) return;
  const clock = clockInForce(watch.configuration, kind, of.shop, group);
  // thresholds of single agents move with the owner: this judge knows groups alone
  if (clock === undefined || watch.configuration.clocks.some(({ agents }) => agents)) return;
  const place = { route: of.route, group };
  const ranMs = openMs(watch.hours, watch.configuration, place, [beganAt, at]);
  const expect = (threshold: Threshold, afterMs: number | undefined, to: string[] | undefined) => {
    if (afterMs === undefined || to?.length === 0) return;
    if (ranMs <= afterMs + LATE_MS_MAX || at <= watch.takenAt + LATE_MS_MAX) return;
    verdict.judged++;
    const name = raisedName(clock.id, kind === "queue" ? undefined : round, threshold);
    if (watch.raised.get(of.id)?.has(name)) return;
    offend(verdict, `${of.id}: ${name} never alerted, open for ${ranMs} ms`);
  };
  expect("warn", clock.warnMs, clock.warnTo);
  expect("breach", clock.breachMs, clock.breachTo);
}

function message(judging: Judging, event: Event<"conversation.messaged">): void {
  if (event.visibility !== "all" || event.auto !== undefined) return;
  const { watch, of } = judging;
  const { kind } = splitBy(event.by);
  if (kind === "visitor" && !held(judging).has("round")) {
    const round = (watch.counts.get(of.id) ?? 0) + 1;
    watch.counts.set(of.id, round);
    const aside = of.state !== "waiting" && of.state !== "assigned";
    begin(judging, "round", of.group, aside);
    if (round === 1) begin(judging, "firstResponse", of.group, aside);
    if (of.state === "assigned") begin(judging, "agentSilent", of.group);
  }
  if (kind === "agent" || kind === "supervisor" || kind === "admin") {
    end(judging, "round", "firstResponse", "agentSilent");
  }
}

/** A clock of another group may count from here on, or none. */
function disturb(judging: Judging, group: string | undefined): void {
  for (const kind of ["round", "firstResponse"] as const) {
    const condition = held(judging).get(kind);
    if (condition !== undefined && condition.group !== group) condition.disturbed = true;
  }
}

/** Before the event is folded into the ledger. */
export function judgeConditions(
  verdict: Verdict,
  watch: AlertWatch,
  of: LedgerConversation,
  event: Event,
): void {
  const judging = { verdict, watch, of, at: event.at };
  switch (event.type) {
    case "conversation.messaged":
      return message(judging, event);
    case "conversation.queued":
      end(judging, "queue", "agentSilent");
      disturb(judging, event.group);
      return begin(judging, "queue", event.group);
    case "conversation.assigned":
      end(judging, "queue", "agentSilent");
      disturb(judging, event.group);
      if (held(judging).has("round")) begin(judging, "agentSilent", event.group);
      return;
    case "conversation.transferred":
      end(judging, "agentSilent");
      return disturb(judging, undefined);
    case "conversation.reclaimed":
      return end(judging, "agentSilent");
    case "conversation.left":
    case "conversation.parked":
      end(judging, "queue", "agentSilent");
      return disturb(judging, undefined);
    case "conversation.closed":
      return end(judging, "queue", "agentSilent", "round", "firstResponse");
    case "conversation.switched":
      end(judging, "queue", "agentSilent");
      disturb(judging, undefined);
      return event.to === "waiting" ? begin(judging, "queue", event.group) : undefined;
    case "conversation.reopened":
      return disturb(judging, undefined);
    case "conversation.forgotten":
      watch.conditions.delete(of.id);
  }
}
