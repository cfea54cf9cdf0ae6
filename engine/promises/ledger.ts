/**
 * An independent fold of the journal's events into plain maps: who owns what, who waits where, who
 * can take what. It knows the meaning of events and nothing of how they were decided, so a wrong
 * decision shows as a broken invariant instead of being repeated.
 */
import type { Event } from "../contract/wire/events.ts";
import type { ChannelRule } from "../contract/wire/configuration.ts";
import type { AgentRecord } from "../contract/wire/roster.ts";
import type { ConversationState, Presence } from "../contract/wire/states.ts";
import { applyConversation } from "./ledger_conversation.ts";

export interface LedgerAgent {
  id: string;
  record: AgentRecord;
  presence: Presence;
  /** Live sessions as `gateway session`; an unconfirmed agent gets nothing new. */
  sessions: Set<string>;
  unconfirmed: boolean;
  usedUnits: number;
  windows: number;
  /** What adjustments make of the record's capacity, by the sequence that names them. */
  adjusted: Map<number, { capacityUnits?: number; windowCap?: number }>;
}

/** What an agent may carry at present. */
export function termsOf({ record, adjusted }: LedgerAgent) {
  let { capacityUnits, windowCap } = record;
  for (const over of adjusted.values()) {
    capacityUnits = over.capacityUnits ?? capacityUnits;
    windowCap = over.windowCap ?? windowCap;
  }
  return { capacityUnits, windowCap };
}

export interface LedgerConversation {
  id: string;
  visitor: string;
  shop: string;
  route: string;
  channel: string;
  state: ConversationState;
  owner?: string;
  /** Groups in whose lines it stands; empty unless waiting or left. */
  lines: Set<string>;
  /** Whose clocks count: the group of the home line while waiting, then the one that serves. */
  group: string;
  /** Class it was opened with or given since; `class` is that of its line, 9 while `left`. */
  ownClass: number;
  class: number;
  costUnits: number;
  /** What it weighs on its owner: less than the cost while asleep. */
  weight: number;
  /** Closed, and still on this agent for the time of writing up. */
  wrapping?: string;
  requirements: string[];
  enqueuedAt: number;
  /** A slot reserved by a transfer offer, and until when. */
  offer?: { agent?: string };
  /** Lines it stood in before a tentative assignment took it out. */
  aside: Set<string>;
  excluded: Set<string>;
}

export interface Ledger {
  workspace: string;
  agents: Map<string, LedgerAgent>;
  conversations: Map<string, LedgerConversation>;
  /** Waiting conversations, by group. */
  lines: Map<string, Set<LedgerConversation>>;
  gone: Set<string>;
  /** Agents who are kept for a large item, while it waits. */
  reserved: Map<string, LedgerConversation>;
  /** The channel table in force; empty = every channel beside every other. */
  channels: readonly ChannelRule[];
  /** Phases of the schedules. */
  phases: Map<string, string>;
}

export const createLedger = (workspace: string): Ledger => ({
  workspace,
  agents: new Map(),
  conversations: new Map(),
  lines: new Map(),
  gone: new Set(),
  reserved: new Map(),
  channels: [],
  phases: new Map(),
});

function agentOf(ledger: Ledger, id: string): LedgerAgent | undefined {
  return ledger.agents.get(id);
}

function applyAgent(ledger: Ledger, event: Event): void {
  switch (event.type) {
    case "roster.changed": {
      const known = agentOf(ledger, event.agent);
      if (event.record === undefined) ledger.agents.delete(event.agent);
      else if (known) known.record = event.record;
      else {
        ledger.agents.set(event.agent, {
          id: event.agent,
          record: event.record,
          presence: "offline",
          sessions: new Set(),
          unconfirmed: false,
          usedUnits: 0,
          windows: 0,
          adjusted: new Map(),
        });
      }
      return;
    }
    case "agent.presence_changed": {
      const agent = agentOf(ledger, event.agent);
      if (agent) agent.presence = event.presence;
      return;
    }
    case "agent.connected": {
      const agent = agentOf(ledger, event.agent);
      agent?.sessions.add(`${event.gateway} ${event.session}`);
      if (agent) agent.unconfirmed = false;
      return;
    }
    case "agent.disconnected": {
      const agent = agentOf(ledger, event.agent);
      agent?.sessions.delete(`${event.gateway} ${event.session}`);
      if (agent && event.left !== "connected") agent.unconfirmed = true;
      return;
    }
    case "agent.unconfirmed":
    case "agent.gone": {
      const agent = agentOf(ledger, event.agent);
      if (!agent) return;
      agent.unconfirmed = true;
      if (event.type === "agent.gone") agent.sessions.clear();
    }
  }
}

function applyCompany(ledger: Ledger, event: Event): void {
  if (event.type === "workspace.schedule_turned") ledger.phases.set(event.schedule, event.phase);
  if (event.type === "workspace.reverted") {
    for (const { adjusted } of ledger.agents.values()) adjusted.delete(event.adjustment);
  }
  if (event.type !== "workspace.adjusted" || event.what !== "agent") return;
  const { capacityUnits, windowCap } = event;
  for (const id of event.ids) {
    ledger.agents.get(id)?.adjusted.set(event.seq, { capacityUnits, windowCap });
  }
}

/** Folds one event of the ledger's workspace. */
export function applyToLedger(ledger: Ledger, event: Event): void {
  if (event.type === "visitor.presence_changed") {
    if (event.presence === "gone") ledger.gone.add(event.visitor);
    else ledger.gone.delete(event.visitor);
    return;
  }
  applyCompany(ledger, event);
  applyAgent(ledger, event);
  applyConversation(ledger, event);
}

/** By the channel table, beside what the agent owns or is offered. */
function mayCome(ledger: Ledger, agent: LedgerAgent, channel: string): boolean {
  const beside = ledger.channels.find((rule) => rule.channel === channel)?.beside ?? [];
  const here = [...ledger.conversations.values()].filter(({ state, owner, offer, wrapping }) =>
    (state === "assigned" && owner === agent.id) || offer?.agent === agent.id ||
    wrapping === agent.id
  );
  return beside.every(({ channel: other, atMost }) =>
    here.filter((one) => one.channel === other).length <= atMost
  );
}

/** Could this agent take this waiting conversation from this group's line right now? */
export function canTake(
  ledger: Ledger,
  agent: LedgerAgent,
  conversation: LedgerConversation,
  group: string,
): boolean {
  const { record } = agent;
  if (agent.presence !== "online" || agent.unconfirmed || agent.sessions.size === 0) return false;
  if (!record.memberships.some((membership) => membership.group === group)) return false;
  if (!(record.channels as string[]).includes(conversation.channel)) return false;
  if (record.shops !== undefined && !record.shops.includes(conversation.shop)) return false;
  const { capacityUnits, windowCap } = termsOf(agent);
  if (agent.usedUnits + conversation.costUnits > capacityUnits) return false;
  if (agent.windows >= windowCap) return false;
  const phase = record.schedule === undefined ? "open" : ledger.phases.get(record.schedule);
  if (phase !== undefined && phase !== "open") return false;
  if (ledger.channels.length > 0 && !mayCome(ledger, agent, conversation.channel)) return false;
  const kept = ledger.reserved.get(agent.id);
  if (kept !== undefined && kept !== conversation && kept.lines.size > 0) return false;
  if (conversation.excluded.has(agent.id) || conversation.offer !== undefined) return false;
  if (ledger.gone.has(conversation.visitor)) return false;
  return conversation.requirements.every((requirement) => {
    const [skill, level] = requirement.split(":");
    return (record.skills?.[skill] ?? 0) >= Number(level);
  });
}
