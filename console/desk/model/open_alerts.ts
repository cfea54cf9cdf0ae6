import type { Clock } from "../../../engine/contract/wire/configuration.ts";
import type { ClockAlert, DeskConversation } from "../../../engine/contract/wire/socket.ts";

type Threshold = ClockAlert["threshold"];

const LIMITS = { warn: "warnMs", breach: "breachMs" } as const;

/** To whom a clock tells it that does not say so itself. */
const TOLD = { warn: ["agent"], breach: ["agent", "supervisor"] } as const;

const toldBy = (clock: Clock, threshold: Threshold): readonly string[] =>
  (threshold === "warn" ? clock.warnTo : clock.breachTo) ?? TOLD[threshold];

const named = (list: readonly string[] | undefined, id: string | undefined): boolean =>
  list === undefined || (id !== undefined && list.includes(id));

/** The clock of a kind that runs for a conversation: agent over group over shop over company. */
function nearest(
  clocks: readonly Clock[],
  kind: Clock["kind"],
  { state, shop, group, homeGroup, agent }: DeskConversation,
): Clock | undefined {
  const line = state === "waiting" ? homeGroup : group;
  const owner = state === "assigned" ? agent : undefined;
  const weight = ({ agents, groups, shops }: Clock) =>
    (agents ? 4 : 0) + (groups ? 2 : 0) + (shops ? 1 : 0);
  return clocks
    .filter((clock) =>
      clock.kind === kind && named(clock.shops, shop) && named(clock.groups, line) &&
      named(clock.agents, owner)
    )
    .toSorted((one, other) => weight(other) - weight(one))[0];
}

/**
 * Whose limit fell due at `dueAt`: of the clocks that run in this round the one that falls due
 * first. Lengths only tell them apart where an adjustment has moved one for now: the limit then
 * lies where another one's length ends, or before all of them, and then nobody can say whose it is.
 * Later than its length it may well be: it counts from the assignment where that took up a left
 * message, and stands still outside opening hours.
 */
function clockOf(
  clocks: readonly Clock[],
  threshold: Threshold,
  dueAt: number,
  conversation: DeskConversation,
): Clock | undefined {
  const { round, roundBeganAt = 0, assignedAt = roundBeganAt } = conversation;
  const lengthOf = (clock: Clock) => clock[LIMITS[threshold]] ?? Infinity;
  const kinds = round === 1 ? ["firstResponse", "round"] as const : ["round"] as const;
  const running = kinds.map((kind) => nearest(clocks, kind, conversation))
    .filter((clock) => clock !== undefined)
    .filter((clock) => lengthOf(clock) < Infinity && toldBy(clock, threshold).length > 0)
    .sort((one, other) => lengthOf(one) - lengthOf(other));
  const [first] = running;
  if (running.length < 2) return first;
  const exact = running.find((clock) =>
    [roundBeganAt, assignedAt].some((from) => from + lengthOf(clock) === dueAt)
  );
  return exact ?? (dueAt < roundBeganAt + lengthOf(first) ? undefined : first);
}

/**
 * The alert 报警 that stands open on a conversation, told from the limits it carries: a page that
 * was loaded again has not seen the alert itself. Only for those to whom its clock sends one.
 */
export function openAlertOf(
  conversation: DeskConversation,
  clocks: readonly Clock[],
  now: number,
  reader: "agent" | "supervisor",
): ClockAlert | undefined {
  const { roundBeganAt, warnAt, breachAt, round, agent, lastSeq } = conversation;
  if (roundBeganAt === undefined || conversation.state === "closed") return undefined;
  for (const [threshold, dueAt] of [["breach", breachAt], ["warn", warnAt]] as const) {
    if (dueAt === undefined || dueAt > now) continue;
    const clock = clockOf(clocks, threshold, dueAt, conversation);
    if (!clock || !toldBy(clock, threshold).includes(reader)) continue;
    return {
      conversation: conversation.conversation,
      clock: clock.id,
      threshold,
      round,
      seq: lastSeq,
      at: dueAt,
      dueAt,
      ...(agent && { agent }),
    };
  }
  return undefined;
}
