import type { Clock } from "../../../engine/contract/wire/configuration.ts";
import type { ClockAlert, DeskConversation } from "../../../engine/contract/wire/socket.ts";

type Threshold = ClockAlert["threshold"];

/** What the limits of a round that a conversation carries can be of. */
const ROUND_KINDS: ReadonlySet<Clock["kind"]> = new Set(["round", "firstResponse"]);

/**
 * Whose limit this was: the clock with exactly this length from the round's beginning, else, where
 * an adjustment moved it for now, the first of that place that has such a limit.
 */
function clockOf(
  clocks: readonly Clock[],
  threshold: Threshold,
  elapsedMs: number,
  of: Pick<DeskConversation, "shop" | "group">,
): Clock | undefined {
  const field = threshold === "warn" ? "warnMs" : "breachMs";
  const here = clocks.filter((clock) =>
    clock[field] !== undefined &&
    (clock.shops?.includes(of.shop) ?? true) && (clock.groups?.includes(of.group) ?? true)
  );
  return here.find((clock) => clock[field] === elapsedMs) ??
    here.find(({ kind }) => ROUND_KINDS.has(kind));
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
    const clock = clockOf(clocks, threshold, dueAt - roundBeganAt, conversation);
    const to = threshold === "warn" ? clock?.warnTo : clock?.breachTo;
    if (!clock || !to?.includes(reader)) continue;
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
