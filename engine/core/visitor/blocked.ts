import type { Command } from "../../contract/wire/commands.ts";
import type { Event } from "../../contract/wire/events.ts";
import type { Refusal } from "../../contract/wire/refusals.ts";
import { type Asking, type Decided, refuse, wrongField } from "../asking.ts";
import { NOBODY } from "../conversation/columns.ts";
import { idAt, rowOf } from "../ids.ts";
import { agentOf, type Workspace } from "../workspace/state.ts";
import { conversationsOf } from "./apply.ts";
import { closingDrafts, openOf } from "./closing.ts";

/**
 * Blocked visitors 拉黑: nothing is opened, said or rated by them or for them until the time is over
 * or somebody lifts it. Nothing happens when the time is over: each decision compares it with now,
 * and those past theirs are dropped when room is needed.
 */

/** A few thousand a year at large shops; about 100 bytes each. */
export const BLOCKED_VISITORS_MAX = 10_000;
/** A year and a day; what is to last longer is lifted by hand. */
const AHEAD_MS_MAX = 366 * 86_400_000;

const isInForce = (untilAt: number, now: number): boolean => now < untilAt;

/** Until when a visitor is blocked, Infinity = until it is lifted; undefined = is not. */
export function blockedUntil(
  { blockedVisitors }: Workspace,
  visitor: string,
  now: number,
): number | undefined {
  if (blockedVisitors.size === 0) return undefined;
  const untilAt = blockedVisitors.get(visitor);
  return untilAt !== undefined && isInForce(untilAt, now) ? untilAt : undefined;
}

/** Why a blocked visitor may not be talked with; undefined for everybody else. */
export function blockedFault(
  { workspace, now }: Asking,
  visitor: string,
): Refusal | undefined {
  const untilAt = blockedUntil(workspace, visitor, now);
  if (untilAt === undefined) return undefined;
  const reason = "visitor_blocked" as const;
  return refuse("forbidden", untilAt === Infinity ? { reason } : { reason, untilAt });
}

/** The same of the visitor of a conversation. */
export function blockedFaultOf(ask: Asking, handle: number): Refusal | undefined {
  const { blockedVisitors, visitors, conversations } = ask.workspace;
  if (blockedVisitors.size === 0) return undefined;
  return blockedFault(ask, idAt(visitors.ids, conversations.column.visitor[handle]));
}

/** One batch: whatever is open closes, then the visitor is blocked. The same again changes nothing. */
export function decideBlock(ask: Asking, command: Command<"visitor.block">): Decided {
  const { workspace, now, kind } = ask;
  const { visitor, blocked, untilAt } = command;
  if (kind === "agent" && !knows(ask, visitor)) return refuse("forbidden");
  if (workspace.erasedVisitors.has(visitor)) return refuse("closed");
  const known = blockedUntil(workspace, visitor, now);
  if (!blocked) {
    if (untilAt !== undefined) return wrongField("untilAt", "state");
    return known === undefined ? [] : [{ type: "visitor.blocked", visitor, blocked }];
  }
  if (untilAt !== undefined && !isAhead(untilAt, now)) return wrongField("untilAt", "range");
  if (known === (untilAt ?? Infinity)) return [];
  if (known === undefined && isFull(workspace, now)) return refuse("capacity_full");
  return [
    ...closingDrafts(ask, visitor, "blocked"),
    { type: "visitor.blocked", visitor, blocked, ...(untilAt === undefined ? {} : { untilAt }) },
  ];
}

const isAhead = (untilAt: number, now: number): boolean =>
  Number.isInteger(untilAt) && untilAt > now && untilAt <= now + AHEAD_MS_MAX;

function isFull({ blockedVisitors }: Workspace, now: number): boolean {
  if (blockedVisitors.size < BLOCKED_VISITORS_MAX) return false;
  const inForce = [...blockedVisitors.values()].filter((untilAt) => isInForce(untilAt, now));
  return inForce.length >= BLOCKED_VISITORS_MAX;
}

/** Agents block whom they have to do with: owner of, or beside, something open, or the last owner. */
function knows({ workspace, who }: Asking, visitor: string): boolean {
  const number = agentOf(workspace, who)?.number ?? NOBODY;
  if (number === NOBODY) return false;
  const { owner, order } = workspace.conversations.column;
  const row = rowOf(workspace.visitors.ids, visitor);
  const isBeside = (handle: number) =>
    workspace.joined.get(handle)?.some((one) => one.who === who) ?? false;
  if (openOf(workspace, visitor).some((one) => owner[one] === number || isBeside(one))) return true;
  if (workspace.lastAgents.get(visitor)?.agent === who) return true;
  const [last] = row === undefined
    ? []
    : conversationsOf(workspace, row).sort((a, b) => order[b] - order[a]);
  return last !== undefined && owner[last] === number;
}

export function applyBlocked(workspace: Workspace, event: Event<"visitor.blocked">): void {
  const { blockedVisitors } = workspace;
  blockedVisitors.delete(event.visitor);
  if (!event.blocked) return;
  if (blockedVisitors.size >= BLOCKED_VISITORS_MAX) {
    for (const [visitor, untilAt] of blockedVisitors) {
      if (!isInForce(untilAt, event.at)) blockedVisitors.delete(visitor);
    }
  }
  blockedVisitors.set(event.visitor, event.untilAt ?? Infinity);
}
