import { createTable, type Table } from "../columns.ts";
import { createIds, type Ids, rowOf, rowsOf } from "../ids.ts";
import { createNames, type Names } from "../names.ts";
import { CONVERSATION_LAYOUT, type ConversationLayout } from "../conversation/columns.ts";
import { createItemRows } from "../conversation/item_rows.ts";
import { createWheel, type Wheel } from "../deadlines/mod.ts";
import { createRouting, type Routing } from "../routing/mod.ts";
import type { DayTally } from "../clocks/rates.ts";
import type { Plan } from "../configuration/plan.ts";
import type { Agent } from "../agent/state.ts";
import { createVisitors, type Visitors } from "../visitor/state.ts";
import type { Pools } from "../group/pool.ts";
import type { GroupFigures } from "../group/figures.ts";
import type { Change } from "./changes.ts";
import type { TransferTarget } from "../../contract/wire/commands.ts";
import type { By } from "../../contract/wire/ids.ts";
import type { Sealed } from "../../contract/wire/messages.ts";
import type { AdjustmentLive } from "../../contract/wire/adjustments.ts";
import type { DeliveryState, JoinMode, SchedulePhase } from "../../contract/wire/states.ts";
import type { Why } from "../../contract/wire/why.ts";

/**
 * A transfer on its way: the sender stays owner, `agent` has the slot reserved. Or a tentative
 * assignment (待接入): `from` is the group that gives it, nobody owns it yet.
 */
export interface Offer {
  kind?: "assignment";
  /** Of an assignment: it stood in line before. */
  waited?: boolean;
  from: string;
  to: TransferTarget;
  agent?: string;
  untilAt: number;
  note?: Sealed;
}

export interface ParkedNote {
  reason?: string;
  dueAt?: number;
  note?: Sealed;
}

/** Where a schedule stands, and when it was closed (conversation/hours.ts); absent = never yet. */
export interface ScheduleState {
  phase: SchedulePhase;
  nextAt: number;
  closings?: number[];
  /** Of a time zone: minutes ahead of UTC since a moment, and before it. */
  offset?: { minutes: number; since: number; before?: number };
}

/** What recall and repeats need of a message for two minutes. */
export interface RecentMessage {
  conversation: string;
  by: By;
  at: number;
  seq: number;
  staff: boolean;
  recalled: boolean;
  delivery?: DeliveryState;
}

/**
 * One company: every actor of it, and what only the company as a whole knows. Conversations are
 * rows; what few of them have (offers, notes, texts already sent) stands in maps beside.
 */
export interface Workspace {
  readonly id: string;
  /** Number of its last event; dense from 1. */
  seq: number;
  version: number;
  hash: string;
  plan: Plan | undefined;
  /** Configurations that come or go at a time, earliest first. */
  changes: Change[];
  /** When the next one has come; Infinity = none, or on its way already. */
  changeDueAt: number;

  routing: Routing;
  wheel: Wheel;
  groups: Names;
  skills: Names;
  words: Names;

  agents: Agent[];
  agentIndex: Map<string, number>;
  /** Kernel handle → agent number. */
  agentOfHandle: Map<number, number>;

  conversations: Table<ConversationLayout>;
  ids: Ids;
  /** By slot of the kernel's item (item_rows.ts). */
  itemRows: Int32Array;
  /** By handle. */
  why: (Why | undefined)[];
  offers: Map<number, Offer>;
  parked: Map<number, ParkedNote>;
  tags: Map<number, string[]>;
  /** Closed, and still on their agent until then (epoch ms). */
  wrapUps: Map<number, number>;
  /** When room for skills was last looked for (asked_skills.ts), epoch ms; not part of snapshots. */
  roomSoughtAt: number;
  /** Conversations by agent number, once asked for (desk_counts.ts); not part of snapshots. */
  desks: number[] | undefined;
  /** Agents (numbers) told to be kept for a large item. */
  reservedFor: Map<number, number>;
  /** What lies over roster and document for a time, oldest first. */
  adjustments: AdjustmentLive[];
  schedules: Map<string, ScheduleState>;
  /** When the next of both ends or turns; Infinity = none, or on its way already. */
  expireDueAt: number;
  /** Pairs of groups whose lines share at present, as `from to`. */
  sharing: Set<string>;
  /** People beside the owner, in the order of their coming. */
  joined: Map<number, { who: string; as: JoinMode }[]>;
  /** Hold texts already sent in a conversation, as `clock text`. */
  sentTexts: Map<number, string[]>;
  /** Agents (numbers) who declined a conversation or let it time out since it was last opened. */
  excluded: Map<number, number[]>;

  visitors: Visitors;
  /** Visitor → last agent, oldest entry first. */
  lastAgents: Map<string, LastAgent>;
  recent: Map<string, RecentMessage>;
  /** Oldest first. Whoever returns is another visitor with another key. */
  erasedVisitors: Set<string>;
  /** Until when, epoch ms or Infinity; the block that was set first comes first. */
  blockedVisitors: Map<string, number>;
  figures: GroupFigures[];
  /**
   * By home, who went over last from a line that its people left (unattended.ts), and when; good
   * until the next event that is none of these, not part of snapshots.
   */
  movedLast: { seq: number; homes: Map<number, { handle: number; at: number }> } | undefined;
  /** Which groups' lines drain together, as shown lately: nothing is decided by it. */
  pools: Pools | undefined;
  /** Settled rounds by `shop clock`, per local day. */
  rates: Map<string, DayTally[]>;
  /** What each interned requirement set stands for. */
  needs: Map<number, RequirementSet>;
  /** Requirement set by `route channel`; made from the configuration, not part of snapshots. */
  routeNeeds: Map<string, number>;
  /** Requirement set by what was asked, word for word; read off the rest, not part of snapshots. */
  needOfWords: Map<string, number>;
  /** Whether some agent serves certain shops alone (requirements.ts); read off the roster. */
  shopsRestricted: boolean;
}

export interface RequirementSet {
  requirements: string[];
  channel: string;
  shop: string;
}

export interface LastAgent {
  agent: string;
  at: number;
}

/** `at`: partition time of its first event. */
export function createWorkspace(id: string, at: number): Workspace {
  return {
    id,
    seq: 0,
    version: 0,
    hash: "",
    plan: undefined,
    changes: [],
    changeDueAt: Infinity,
    routing: createRouting(),
    wheel: createWheel(at),
    groups: createNames(),
    skills: createNames(),
    words: createNames(),
    agents: [],
    agentIndex: new Map(),
    agentOfHandle: new Map(),
    conversations: createTable(CONVERSATION_LAYOUT),
    ids: createIds(),
    itemRows: createItemRows(),
    why: [],
    offers: new Map(),
    parked: new Map(),
    tags: new Map(),
    joined: new Map(),
    adjustments: [],
    schedules: new Map(),
    expireDueAt: Infinity,
    sharing: new Set(),
    wrapUps: new Map(),
    roomSoughtAt: -Infinity,
    desks: undefined,
    reservedFor: new Map(),
    sentTexts: new Map(),
    excluded: new Map(),
    visitors: createVisitors(),
    lastAgents: new Map(),
    recent: new Map(),
    erasedVisitors: new Set(),
    blockedVisitors: new Map(),
    figures: [],
    movedLast: undefined,
    pools: undefined,
    rates: new Map(),
    needs: new Map(),
    routeNeeds: new Map(),
    needOfWords: new Map(),
    shopsRestricted: false,
  };
}

export const agentOf = (workspace: Workspace, id: string): Agent | undefined => {
  const number = workspace.agentIndex.get(id);
  return number === undefined ? undefined : workspace.agents[number];
};

export const conversationOf = (workspace: Workspace, id: string): number =>
  rowOf(workspace.ids, id) ?? -1;

/** Live handles in the order in which the conversations were opened. */
export function handlesInOrder(workspace: Workspace): number[] {
  const { order } = workspace.conversations.column;
  return rowsOf(workspace.ids).sort((a, b) => order[a] - order[b]);
}
