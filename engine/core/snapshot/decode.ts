import type { Configuration } from "../../contract/wire/configuration.ts";
import type { JoinMode } from "../../contract/wire/states.ts";
import type { Why } from "../../contract/wire/why.ts";
import { closedChannels } from "../agent/channels.ts";
import { setAlarm } from "../agent/returns.ts";
import type { Agent } from "../agent/state.ts";
import type { DayTally } from "../clocks/rates.ts";
import { addRow } from "../columns.ts";
import { compile } from "../configuration/plan.ts";
import { CONVERSATION_LAYOUT, NOBODY, STATE } from "../conversation/columns.ts";
import { noteItem } from "../conversation/item_rows.ts";
import { internNeed } from "../conversation/lines.ts";
import { rearm } from "../conversation/slots.ts";
import { createNames } from "../names.ts";
import { createPartition, type PartitionState } from "../partition_state.ts";
import { restoreRing } from "../ring.ts";
import { decodeRouting } from "../routing/mod.ts";
import { rearmVisitor } from "../visitor/apply.ts";
import { rearmChanges } from "../workspace/changes.ts";
import { planInForce, setTerms } from "../workspace/adjustments.ts";
import { rearmExpiry } from "../workspace/expiry.ts";
import { isOnShift } from "../workspace/schedules.ts";
import { internRoutes, restrictsShops } from "../workspace/requirements.ts";
import {
  createWorkspace,
  type LastAgent,
  type Offer,
  type ParkedNote,
  type RecentMessage,
  type RequirementSet,
  type ScheduleState,
  type Workspace,
} from "../workspace/state.ts";
import { DERIVED, LAYOUT } from "./encode.ts";
import {
  createReader,
  isAtEnd,
  type Reader,
  takeBytes,
  takeF64,
  takeList,
  takeText,
  takeU32,
  takeU8,
  takeValue,
} from "./reader.ts";
import { addId, rowsOf } from "../ids.ts";
import { setText } from "../texts.ts";

/** Hashes of the configurations that must be at hand before `decode`. */
export function documentsNamed(bytes: Uint8Array): string[] {
  return head(createReader(bytes));
}

function head(reader: Reader): string[] {
  const layout = takeU32(reader);
  if (layout !== LAYOUT) throw new RangeError(`a snapshot of layout ${layout}, not ${LAYOUT}`);
  return takeList(reader, () => takeText(reader));
}

export function decode(
  bytes: Uint8Array,
  documents: (hash: string) => Configuration | undefined,
): PartitionState {
  const reader = createReader(bytes);
  const hashes = head(reader);
  const state = createPartition(takeU32(reader));
  for (const hash of hashes) {
    const document = documents(hash);
    if (document === undefined) throw new Error(`configuration ${hash} is not at hand`);
    state.documents.set(hash, compile(hash, document));
  }
  state.epoch = takeF64(reader);
  state.sequence = takeF64(reader);
  state.at = takeF64(reader);
  state.inbox = takeF64(reader);
  state.wideSeq = takeF64(reader);
  state.returnSlotAt = takeF64(reader);
  state.agenda = takeValue(reader);
  const ring = takeBytes(reader);
  const spans = takeList(reader, () => ({
    sequence: takeF64(reader),
    at: takeF64(reader),
    entries: takeU32(reader),
  }));
  state.ring = restoreRing(ring, spans);
  for (const workspace of takeList(reader, () => decodeWorkspace(reader, state))) {
    state.workspaces.set(workspace.id, workspace);
  }
  if (!isAtEnd(reader)) takeList(reader, () => decodeBlocked(reader, state));
  return state;
}

function decodeBlocked(reader: Reader, { workspaces }: PartitionState): void {
  workspaces.get(takeText(reader))!.blockedVisitors = new Map(
    takeList(reader, (): [string, number] => [takeText(reader), takeF64(reader)]),
  );
}

function decodeWorkspace(reader: Reader, state: PartitionState): Workspace {
  const workspace = createWorkspace(takeText(reader), state.at);
  workspace.seq = takeF64(reader);
  workspace.version = takeU32(reader);
  workspace.hash = takeText(reader);
  workspace.changes = takeValue(reader);
  workspace.groups = createNames(takeList(reader, () => takeText(reader)));
  workspace.skills = createNames(takeList(reader, () => takeText(reader)));
  workspace.words = createNames(takeList(reader, () => takeText(reader)));
  decodeAgents(reader, workspace);
  workspace.shopsRestricted = restrictsShops(workspace);
  const sets = takeList(reader, () => takeValue<RequirementSet>(reader));
  const setOf = takeList(reader, () => takeU32(reader));
  decodeVisitors(reader, workspace);
  const visitorOf = takeList(reader, () => takeU32(reader));
  decodeConversations(reader, workspace);
  decodeMemories(reader, workspace);
  const { routing, agents, items } = decodeRouting(takeBytes(reader));
  workspace.routing = routing;
  workspace.agents.forEach((agent, number) => {
    agent.handle = agents[number];
    workspace.agentOfHandle.set(agent.handle, number);
  });
  const requirements = sets.map(({ requirements, channel, shop }) =>
    internNeed(workspace, requirements, channel, shop)
  );
  link(workspace, items, visitorOf, setOf.map((set) => requirements[set]));
  if (workspace.hash !== "") {
    workspace.plan = planInForce(state, workspace)!;
    internRoutes(workspace, workspace.plan.configuration);
    for (const agent of workspace.agents) agent.closedChannels = closedChannels(workspace, agent);
  }
  armAll(workspace);
  return workspace;
}

type AgentValue = Pick<
  Agent,
  "record" | "removed" | "presence" | "connection" | "sessions" | "handedOver" | "leaving"
>;

function decodeAgents(reader: Reader, workspace: Workspace): void {
  workspace.agents = takeList(reader, () => {
    const id = takeText(reader);
    const value = takeValue<AgentValue>(reader);
    const alarmAt = takeF64(reader);
    const number = workspace.agentIndex.size;
    workspace.agentIndex.set(id, number);
    return {
      id,
      number,
      handle: NOBODY,
      ...value,
      alarmAt,
      terms: value.record,
      offShift: false,
      closedChannels: [],
      held: new Set(),
      offered: new Set(),
      wrapping: new Set(),
    };
  });
}

function decodeVisitors(reader: Reader, workspace: Workspace): void {
  const { visitors } = workspace;
  takeList(reader, () => {
    const row = addRow(visitors.table);
    addId(visitors.ids, row, takeText(reader));
    setText(visitors.keys, row, takeText(reader));
    visitors.gateways[row] = takeText(reader);
    const { column } = visitors.table;
    column.presence[row] = takeU8(reader);
    column.passedOver[row] = takeU8(reader);
    column.goneDue[row] = takeF64(reader);
    column.passedOverAt[row] = takeF64(reader);
    column.first[row] = NOBODY;
  });
}

interface Beside {
  why?: Why;
  offer?: Offer;
  parked?: ParkedNote;
  tags?: string[];
  wrapUp?: number;
  reservedFor?: number;
  joined?: { who: string; as: JoinMode }[];
  sentTexts?: string[];
  excluded?: number[];
}

function decodeConversations(reader: Reader, workspace: Workspace): void {
  const { conversations } = workspace;
  const handles = takeList(reader, () => {
    const handle = addRow(conversations);
    addId(workspace.ids, handle, takeText(reader));
    const beside = takeValue<Beside>(reader);
    const { why, offer, parked, tags, joined, wrapUp, reservedFor, sentTexts, excluded } = beside;
    if (why) workspace.why[handle] = why;
    if (offer) workspace.offers.set(handle, offer);
    if (parked) workspace.parked.set(handle, parked);
    if (tags) workspace.tags.set(handle, tags);
    if (joined) workspace.joined.set(handle, joined);
    if (wrapUp) workspace.wrapUps.set(handle, wrapUp);
    if (reservedFor !== undefined) workspace.reservedFor.set(handle, reservedFor);
    if (sentTexts) workspace.sentTexts.set(handle, sentTexts);
    if (excluded) workspace.excluded.set(handle, excluded);
    return handle;
  });
  for (const name of Object.keys(CONVERSATION_LAYOUT) as (keyof typeof CONVERSATION_LAYOUT)[]) {
    if (DERIVED.has(name)) continue;
    for (const handle of handles) conversations.column[name][handle] = takeF64(reader);
  }
}

function decodeMemories(reader: Reader, workspace: Workspace): void {
  workspace.lastAgents = new Map(takeList(reader, (): [string, LastAgent] => [
    takeText(reader),
    { agent: takeText(reader), at: takeF64(reader) },
  ]));
  workspace.recent = new Map(takeList(reader, (): [string, RecentMessage] => [
    takeText(reader),
    takeValue<RecentMessage>(reader),
  ]));
  workspace.erasedVisitors = new Set(takeList(reader, () => takeText(reader)));
  workspace.figures = takeValue(reader);
  workspace.sharing = new Set(takeValue<string[]>(reader));
  workspace.adjustments = takeValue(reader);
  workspace.schedules = new Map(takeValue<[string, ScheduleState][]>(reader));
  workspace.rates = new Map(takeValue<[string, DayTally[]][]>(reader));
}

/** What was left out: items, visitors' lists, requirement sets, who carries what. */
function link(
  workspace: Workspace,
  items: number[],
  visitorOf: number[],
  requirementOf: number[],
): void {
  const c = workspace.conversations.column;
  const { first } = workspace.visitors.table.column;
  for (let handle = 0; handle < items.length; handle++) {
    c.item[handle] = items[handle];
    noteItem(workspace, items[handle], handle);
    c.requirement[handle] = requirementOf[handle];
    const visitor = c.visitor[handle] = visitorOf[handle];
    c.nextOfVisitor[handle] = first[visitor];
    first[visitor] = handle;
    if (c.state[handle] === STATE.assigned) workspace.agents[c.owner[handle]].held.add(handle);
    const receiver = workspace.agents[c.reserved[handle]];
    if (receiver !== undefined) receiver.offered.add(handle);
    if (workspace.wrapUps.has(handle)) workspace.agents[c.owner[handle]].wrapping.add(handle);
  }
}

function armAll(workspace: Workspace): void {
  rearmExpiry(workspace);
  for (const agent of workspace.agents) {
    setTerms(workspace, agent);
    agent.offShift = !isOnShift(workspace, agent.record.schedule);
  }
  rearmChanges(workspace);
  for (const handle of rowsOf(workspace.ids)) rearm(workspace, handle);
  for (const visitor of rowsOf(workspace.visitors.ids)) rearmVisitor(workspace, visitor);
  for (const agent of workspace.agents) setAlarm(workspace, agent, agent.alarmAt);
}
