import type { Event } from "../../contract/wire/events.ts";
import { VISITOR_PRESENCES } from "../../contract/wire/states.ts";
import { pushPlace } from "../agenda.ts";
import { addRow, freeRow } from "../columns.ts";
import { FLAG, NOBODY, STATE } from "../conversation/columns.ts";
import { countWaiting, endWait, markGone } from "../conversation/lines.ts";
import { rearm, setTimer } from "../conversation/slots.ts";
import { visitorTimer } from "../conversation/timers.ts";
import type { PartitionState } from "../partition_state.ts";
import type { Workspace } from "../workspace/state.ts";
import { applyBlocked } from "./blocked.ts";
import { addId, dropId, rowOf, rowsOf } from "../ids.ts";
import { setText } from "../texts.ts";

type VisitorEvent = Extract<Event, { type: `visitor.${string}` }>;

export const isVisitorEvent = (event: Event): event is VisitorEvent =>
  event.type.startsWith("visitor.");

const GONE = VISITOR_PRESENCES.indexOf("gone");
const HERE = VISITOR_PRESENCES.indexOf("here");
/** A hidden page is a phone in a pocket; only a long one counts as gone. */
const HIDDEN_GRACE_MS = 600_000;
/** Refused as closed; the keys of older ones were destroyed long ago, so nothing seals for them. */
const ERASED_VISITORS_MAX = 10_000;

export function applyVisitor(
  state: PartitionState,
  workspace: Workspace,
  event: VisitorEvent,
): void {
  switch (event.type) {
    case "visitor.presence_changed":
      return applyPresence(state, workspace, event);
    case "visitor.blocked":
      return applyBlocked(workspace, event);
    case "visitor.erased":
      return applyErased(workspace, event);
    case "visitor.updated":
    case "visitor.erasure_completed":
      return;
  }
}

/** A vanished visitor keeps the place; the engine's own `gone` passes it over (routing.md). */
function applyPresence(
  state: PartitionState,
  workspace: Workspace,
  event: Event<"visitor.presence_changed">,
): void {
  const visitor = rowOf(workspace.visitors.ids, event.visitor);
  const times = workspace.plan?.configuration.times;
  if (visitor === undefined || times === undefined) return;
  const v = workspace.visitors.table.column;
  if (event.presence === "gone" && v.presence[visitor] !== GONE) {
    // Seven of ten who give up only close the page: for the estimate they have gone now.
    for (const handle of conversationsOf(workspace, visitor)) {
      endWait(workspace, handle, event.at, "gaveUp");
    }
  }
  v.presence[visitor] = VISITOR_PRESENCES.indexOf(event.presence);
  if (event.by === "engine") {
    v.goneDue[visitor] = 0;
    setPassedOver(state, workspace, visitor, true, event.at);
  } else {
    workspace.visitors.gateways[visitor] = event.gateway;
    const grace = { here: 0, hidden: HIDDEN_GRACE_MS, gone: times.visitorGraceMs };
    v.goneDue[visitor] = event.presence === "here" ? 0 : event.at + grace[event.presence];
    if (event.presence !== "gone") setPassedOver(state, workspace, visitor, false, event.at);
  }
  rearmVisitor(workspace, visitor);
}

function setPassedOver(
  state: PartitionState,
  workspace: Workspace,
  visitor: number,
  passedOver: boolean,
  at: number,
): void {
  const v = workspace.visitors.table.column;
  if (v.passedOver[visitor] === Number(passedOver)) return;
  const c = workspace.conversations.column;
  for (const handle of conversationsOf(workspace, visitor)) {
    countWaiting(workspace, c.home[handle], at);
  }
  v.passedOver[visitor] = Number(passedOver);
  v.passedOverAt[visitor] = passedOver ? at : 0;
  for (const handle of conversationsOf(workspace, visitor)) {
    markGone(workspace, handle);
    rearm(workspace, handle);
    if (!passedOver && (c.flags[handle] & FLAG.lined) !== 0) pushPlace(state, workspace, handle);
  }
}

/** A lapsed gateway's visitors count as gone after the agents' grace, unless they report again. */
export function lapseVisitors(workspace: Workspace, gateway: string, dueAt: number): void {
  const { visitors } = workspace;
  const v = visitors.table.column;
  for (const visitor of rowsOf(visitors.ids)) {
    if (visitors.gateways[visitor] !== gateway || v.presence[visitor] === GONE) continue;
    v.goneDue[visitor] = v.goneDue[visitor] === 0 ? dueAt : Math.min(v.goneDue[visitor], dueAt);
    rearmVisitor(workspace, visitor);
  }
}

function applyErased(workspace: Workspace, event: Event<"visitor.erased">): void {
  workspace.lastAgents.delete(event.visitor);
  workspace.blockedVisitors.delete(event.visitor);
  const { erasedVisitors } = workspace;
  erasedVisitors.add(event.visitor);
  for (const oldest of erasedVisitors) {
    if (erasedVisitors.size <= ERASED_VISITORS_MAX) break;
    erasedVisitors.delete(oldest);
  }
  const visitor = rowOf(workspace.visitors.ids, event.visitor);
  if (visitor === undefined) return;
  for (const handle of conversationsOf(workspace, visitor)) {
    workspace.conversations.column.flags[handle] |= FLAG.erased;
  }
}

export function enterVisitor(workspace: Workspace, handle: number, id: string, key: string): void {
  const { visitors } = workspace;
  let visitor = rowOf(visitors.ids, id);
  if (visitor === undefined) {
    visitor = addRow(visitors.table);
    addId(visitors.ids, visitor, id);
    visitors.gateways[visitor] = "";
    visitors.table.column.presence[visitor] = HERE;
    visitors.table.column.first[visitor] = NOBODY;
  }
  setText(visitors.keys, visitor, key);
  const c = workspace.conversations.column;
  c.visitor[handle] = visitor;
  c.nextOfVisitor[handle] = visitors.table.column.first[visitor];
  visitors.table.column.first[visitor] = handle;
  rearmVisitor(workspace, visitor);
}

/** Takes a conversation off its visitor's list; a visitor without any is forgotten too. */
export function forgetVisitorOf(workspace: Workspace, handle: number): void {
  const { visitors } = workspace;
  const { first } = visitors.table.column;
  const { visitor: visitorOf, nextOfVisitor } = workspace.conversations.column;
  const visitor = visitorOf[handle];
  if (first[visitor] === handle) first[visitor] = nextOfVisitor[handle];
  else {
    let before = first[visitor];
    while (nextOfVisitor[before] !== handle) before = nextOfVisitor[before];
    nextOfVisitor[before] = nextOfVisitor[handle];
  }
  if (first[visitor] !== NOBODY) return rearmVisitor(workspace, visitor);
  dropId(visitors.ids, visitor);
  setText(visitors.keys, visitor, "");
  visitors.gateways[visitor] = "";
  visitors.vanishing.delete(visitor);
  freeRow(visitors.table, visitor);
  setTimer(workspace, visitorTimer(visitor), Infinity);
}

/** The deadline of a vanished visitor runs only while a conversation of theirs is not closed. */
export function rearmVisitor(workspace: Workspace, visitor: number): void {
  const v = workspace.visitors.table.column;
  const { state } = workspace.conversations.column;
  const runs = v.goneDue[visitor] > 0 && v.passedOver[visitor] === 0 &&
    conversationsOf(workspace, visitor).some((handle) => state[handle] !== STATE.closed);
  const dueAt = runs ? v.goneDue[visitor] : Infinity;
  if (runs) workspace.visitors.vanishing.add(visitor);
  else workspace.visitors.vanishing.delete(visitor);
  setTimer(workspace, visitorTimer(visitor), dueAt);
}

/** Newest first. */
export function conversationsOf(workspace: Workspace, visitor: number): number[] {
  const { nextOfVisitor } = workspace.conversations.column;
  const list: number[] = [];
  let handle = workspace.visitors.table.column.first[visitor];
  while (handle !== NOBODY) {
    list.push(handle);
    handle = nextOfVisitor[handle];
  }
  return list;
}
