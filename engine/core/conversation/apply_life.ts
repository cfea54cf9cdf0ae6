import {
  CHANNELS,
  CLOSE_REASONS,
  ITEM_KINDS,
  VISITOR_PRESENCES,
} from "../../contract/wire/states.ts";
import type { Event } from "../../contract/wire/events.ts";
import { carriedOut } from "../group/figures.ts";
import { addRow, freeRow } from "../columns.ts";
import { nameOf } from "../names.ts";
import type { PartitionState } from "../partition_state.ts";
import type { Workspace } from "../workspace/state.ts";
import { conversationsOf, enterVisitor, forgetVisitorOf, rearmVisitor } from "../visitor/apply.ts";
import { NO_GAP, settle } from "../clocks/rates.ts";
import { letGo } from "./apply_line.ts";
import { voidOffer } from "./apply_transfer.ts";
import { makeRoomFor } from "./asked_skills.ts";
import { FLAG, NOBODY, STATE } from "./columns.ts";
import {
  addItemOf,
  endWait,
  forgetOverflow,
  forgive,
  internNeed,
  removeItemOf,
  stepOut,
} from "./lines.ts";
import { disarm } from "./slots.ts";
import { beginWrapUp, endWrapUp } from "./weight.ts";
import { askedShop } from "../workspace/requirements.ts";
import { addId, dropId, idAt } from "../ids.ts";

/** From opening to forgetting. */

export function applyOpened(workspace: Workspace, event: Event<"conversation.opened">): number {
  const { requirements, channel } = event;
  const shop = askedShop(workspace, event.shop);
  if (event.skills !== undefined) makeRoomFor(workspace, { requirements, channel, shop });
  const handle = addRow(workspace.conversations);
  const c = workspace.conversations.column;
  addId(workspace.ids, handle, event.conversation);
  c.state[handle] = STATE.waiting;
  c.kind[handle] = ITEM_KINDS.indexOf(event.kind);
  c.channel[handle] = CHANNELS.indexOf(event.channel);
  c.class[handle] = c.lineClass[handle] = event.class;
  c.cost[handle] = event.costUnits;
  c.shop[handle] = nameOf(workspace.words, event.shop);
  c.route[handle] = nameOf(workspace.words, event.route);
  c.topic[handle] = event.topic === undefined ? NOBODY : nameOf(workspace.words, event.topic);
  c.bot[handle] = NOBODY;
  c.home[handle] = c.group[handle] = nameOf(workspace.groups, event.group);
  forgetOverflow(workspace, handle);
  c.owner[handle] = c.reserved[handle] = NOBODY;
  c.requirement[handle] = internNeed(workspace, requirements, channel, shop);
  c.order[handle] = event.seq;
  c.openedAt[handle] = c.queuedAt[handle] = event.at;
  c.enqueuedAt[handle] = event.enqueuedAt;
  if (event.returning) c.flags[handle] |= FLAG.returning;
  if (event.language !== undefined) c.flags[handle] |= FLAG[event.language];
  enterVisitor(workspace, handle, event.visitor, event.key);
  c.sessionRound[handle] = 1;
  c.sessionGapS[handle] = gapOf(workspace, handle, event.at);
  addItemOf(workspace, handle);
  return handle;
}

export function applyClosed(
  state: PartitionState,
  workspace: Workspace,
  handle: number,
  event: Event<"conversation.closed">,
): void {
  const c = workspace.conversations.column;
  voidOffer(state, workspace, handle, event.at);
  countEnd(workspace, handle, event.at);
  if (event.wrapUpUntilAt === undefined) letGo(state, workspace, handle, event.at);
  else beginWrapUp(workspace, handle, event.wrapUpUntilAt);
  stepOut(workspace, handle);
  forgetOverflow(workspace, handle);
  endUnanswered(workspace, handle, event.at);
  c.state[handle] = STATE.closed;
  c.since[handle] = event.at;
  c.closedReason[handle] = CLOSE_REASONS.indexOf(event.reason);
  c.unread[handle] = 0;
  workspace.parked.delete(handle);
  workspace.joined.delete(handle);
  if (event.reason === "erased") c.flags[handle] |= FLAG.erased;
  else rememberAgent(workspace, handle, event);
  rearmVisitor(workspace, c.visitor[handle]);
}

const GONE = VISITOR_PRESENCES.indexOf("gone");

/** For the estimate: how long it was with an agent, or that somebody gave up waiting. */
function countEnd(workspace: Workspace, handle: number, at: number): void {
  const c = workspace.conversations.column;
  if (c.state[handle] === STATE.assigned) {
    carriedOut(workspace.figures[c.group[handle]], at - c.assignedAt[handle]);
  }
  const { presence } = workspace.visitors.table.column;
  if (presence[c.visitor[handle]] !== GONE) endWait(workspace, handle, at, "gaveUp");
}

/** Whoever goes without an answer was missed, on the clocks that count such a conversation. */
function endUnanswered(workspace: Workspace, handle: number, at: number): void {
  const c = workspace.conversations.column;
  if (c.state[handle] !== STATE.bot) settle(workspace, handle, "people", at, false);
  settle(workspace, handle, "anybody", at, false);
  c.roundBeganAt[handle] = c.roundFrom[handle] = c.unansweredAt[handle] = 0;
}

/** Seconds since the visitor's last other conversation was closed; 0 while one is open. */
function gapOf(workspace: Workspace, handle: number, at: number): number {
  const c = workspace.conversations.column;
  let gapMs = Infinity;
  for (const other of conversationsOf(workspace, c.visitor[handle])) {
    if (other === handle) continue;
    const open = c.state[other] !== STATE.closed;
    gapMs = Math.min(gapMs, open ? 0 : at - c.since[other]);
  }
  return gapSeconds(gapMs);
}

/** Rounded up, so that a moment more than the ten minutes is more. */
const gapSeconds = (gapMs: number): number =>
  gapMs === Infinity ? NO_GAP : Math.min(Math.ceil(gapMs / 1_000), NO_GAP - 1);

/** Last agent per visitor: at most so many per workspace, the oldest out first. */
const LAST_AGENTS_MAX = 200_000;

function rememberAgent(
  workspace: Workspace,
  handle: number,
  event: Event<"conversation.closed">,
): void {
  const { lastAgents, visitors, plan } = workspace;
  const c = workspace.conversations.column;
  if (event.agent === undefined) return;
  const visitor = idAt(visitors.ids, c.visitor[handle]);
  lastAgents.delete(visitor);
  lastAgents.set(visitor, { agent: event.agent, at: event.at });
  const keepMs = plan?.configuration.times.lastAgentKeepMs ?? Infinity;
  for (const [oldest, { at }] of lastAgents) {
    if (event.at - at <= keepMs && lastAgents.size <= LAST_AGENTS_MAX) break;
    lastAgents.delete(oldest);
  }
}

/** Open again; `assigned` or `queued` says where to. */
export function applyReopened(
  workspace: Workspace,
  handle: number,
  event: Event<"conversation.reopened">,
): void {
  const c = workspace.conversations.column;
  c.state[handle] = STATE.waiting;
  c.sessionRound[handle] = Math.min(c.round[handle] + 1, NO_GAP);
  c.sessionGapS[handle] = gapSeconds(event.at - c.since[handle]);
  c.since[handle] = 0;
  c.flags[handle] &= ~FLAG.ratingInvited;
  workspace.why[handle] = event.why;
  forgive(workspace, handle);
  rearmVisitor(workspace, c.visitor[handle]);
}

export function applyForgotten(
  state: PartitionState,
  workspace: Workspace,
  handle: number,
  event: Event<"conversation.forgotten">,
): void {
  voidOffer(state, workspace, handle, event.at);
  endWrapUp(state, workspace, handle, event.at);
  stepOut(workspace, handle);
  endUnanswered(workspace, handle, event.at);
  disarm(workspace, handle);
  removeItemOf(workspace, handle);
  forgetVisitorOf(workspace, handle);
  dropId(workspace.ids, handle);
  workspace.why[handle] = undefined;
  for (
    const beside of [
      workspace.parked,
      workspace.tags,
      workspace.joined,
      workspace.sentTexts,
      workspace.excluded,
    ]
  ) {
    beside.delete(handle);
  }
  freeRow(workspace.conversations, handle);
}
