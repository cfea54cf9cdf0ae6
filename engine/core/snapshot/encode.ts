import { CONVERSATION_LAYOUT } from "../conversation/columns.ts";
import type { PartitionState } from "../partition_state.ts";
import { ringBytes, ringSpans } from "../ring.ts";
import { encodeRouting } from "../routing/mod.ts";
import { handlesInOrder, type Workspace } from "../workspace/state.ts";
import {
  createWriter,
  putBytes,
  putF64,
  putList,
  putText,
  putU32,
  putU8,
  putValue,
  type Writer,
  written,
} from "./writer.ts";
import { idAt } from "../ids.ts";
import { textAt } from "../texts.ts";

/**
 * State as bytes. Canonical: conversations stand in the order in which they were opened, visitors
 * in that of their first conversation, agents by number, workspaces by id; handles, free lists and
 * everything that can be read off the rest are left out and made anew by the decoder. Maps that
 * have an order of their own (last agents, recent messages, names) keep it: it is state.
 */
export const LAYOUT = 2;

/** Columns that the decoder makes anew. */
export const DERIVED: ReadonlySet<string> = new Set([
  "item",
  "visitor",
  "nextOfVisitor",
  "requirement",
]);

export function encode(state: PartitionState): Uint8Array {
  const writer = createWriter();
  const workspaces = [...state.workspaces.values()].sort((a, b) => a.id < b.id ? -1 : 1);
  putU32(writer, LAYOUT);
  const hashes = workspaces
    .flatMap(({ hash, changes }) => [hash, ...changes.map((change) => change.hash)])
    .filter((hash) => hash !== "");
  putList(writer, [...new Set(hashes)].sort(), (hash) => putText(writer, hash));
  putU32(writer, state.partition);
  for (const value of [state.epoch, state.sequence, state.at, state.inbox, state.wideSeq]) {
    putF64(writer, value);
  }
  putF64(writer, state.returnSlotAt);
  putValue(writer, state.agenda);
  putBytes(writer, ringBytes(state.ring));
  putList(writer, ringSpans(state.ring), (span) => {
    putF64(writer, span.sequence);
    putF64(writer, span.at);
    putU32(writer, span.entries);
  });
  putList(writer, workspaces, (workspace) => encodeWorkspace(writer, workspace));
  const blocking = workspaces.filter(({ blockedVisitors }) => blockedVisitors.size > 0);
  if (blocking.length > 0) putList(writer, blocking, (one) => encodeBlocked(writer, one));
  return written(writer);
}

/** Came with level 3, behind everything else and only where there is one: the layout stays. */
function encodeBlocked(writer: Writer, { id, blockedVisitors }: Workspace): void {
  putText(writer, id);
  putList(writer, blockedVisitors, ([visitor, untilAt]) => {
    putText(writer, visitor);
    putF64(writer, untilAt);
  });
}

function encodeWorkspace(writer: Writer, workspace: Workspace): void {
  putText(writer, workspace.id);
  putF64(writer, workspace.seq);
  putU32(writer, workspace.version);
  putText(writer, workspace.hash);
  putValue(writer, workspace.changes);
  for (const { words } of [workspace.groups, workspace.skills, workspace.words]) {
    putList(writer, words, (word) => putText(writer, word));
  }
  encodeAgents(writer, workspace);
  const handles = handlesInOrder(workspace);
  encodeNeeds(writer, workspace, handles);
  encodeVisitors(writer, workspace, handles);
  encodeConversations(writer, workspace, handles);
  encodeMemories(writer, workspace);
  const items = handles.map((handle) => workspace.conversations.column.item[handle]);
  const agents = workspace.agents.map(({ handle }) => handle);
  putBytes(writer, encodeRouting(workspace.routing, agents, items));
}

function encodeAgents(writer: Writer, workspace: Workspace): void {
  putList(writer, workspace.agents, (agent) => {
    const { id, record, removed, presence, connection, sessions, handedOver, leaving } = agent;
    putText(writer, id);
    putValue(writer, { record, removed, presence, connection, sessions, handedOver, leaving });
    putF64(writer, agent.alarmAt);
  });
}

/** Requirement sets in the order of first use, then per conversation which one. */
function encodeNeeds(writer: Writer, workspace: Workspace, handles: number[]): void {
  const { requirement } = workspace.conversations.column;
  const used = [...new Set(handles.map((handle) => requirement[handle]))];
  const numbers = new Map(used.map((set, number) => [set, number]));
  putList(writer, used, (set) => putValue(writer, workspace.needs.get(set)));
  putList(writer, handles, (handle) => putU32(writer, numbers.get(requirement[handle])!));
}

function encodeVisitors(writer: Writer, workspace: Workspace, handles: number[]): void {
  const { visitor } = workspace.conversations.column;
  const { ids, keys, gateways, table } = workspace.visitors;
  const used = [...new Set(handles.map((handle) => visitor[handle]))];
  const numbers = new Map(used.map((row, number) => [row, number]));
  putList(writer, used, (row) => {
    putText(writer, idAt(ids, row));
    putText(writer, textAt(keys, row));
    putText(writer, gateways[row]);
    putU8(writer, table.column.presence[row]);
    putU8(writer, table.column.passedOver[row]);
    putF64(writer, table.column.goneDue[row]);
    putF64(writer, table.column.passedOverAt[row]);
  });
  putList(writer, handles, (handle) => putU32(writer, numbers.get(visitor[handle])!));
}

function encodeConversations(writer: Writer, workspace: Workspace, handles: number[]): void {
  const { why, offers, parked, tags, joined, wrapUps, reservedFor, sentTexts, excluded } =
    workspace;
  putList(writer, handles, (handle) => {
    putText(writer, idAt(workspace.ids, handle));
    putValue(writer, {
      why: why[handle],
      offer: offers.get(handle),
      parked: parked.get(handle),
      tags: tags.get(handle),
      joined: joined.get(handle),
      wrapUp: wrapUps.get(handle),
      reservedFor: reservedFor.get(handle),
      sentTexts: sentTexts.get(handle),
      excluded: excluded.get(handle),
    });
  });
  const column = workspace.conversations.column;
  for (const name of Object.keys(CONVERSATION_LAYOUT) as (keyof typeof CONVERSATION_LAYOUT)[]) {
    if (DERIVED.has(name)) continue;
    for (const handle of handles) putF64(writer, column[name][handle]);
  }
}

function encodeMemories(writer: Writer, workspace: Workspace): void {
  putList(writer, workspace.lastAgents, ([visitor, { agent, at }]) => {
    putText(writer, visitor);
    putText(writer, agent);
    putF64(writer, at);
  });
  putList(writer, workspace.recent, ([message, about]) => {
    putText(writer, message);
    putValue(writer, about);
  });
  putList(writer, workspace.erasedVisitors, (visitor) => putText(writer, visitor));
  putValue(writer, workspace.figures);
  putValue(writer, [...workspace.sharing].sort());
  putValue(writer, workspace.adjustments);
  putValue(writer, [...workspace.schedules].sort(([a], [b]) => a < b ? -1 : 1));
  putValue(writer, [...workspace.rates]);
}
