import type { Command } from "../../contract/wire/commands.ts";
import type { Draft } from "../../contract/wire/events.ts";
import type { AgentRecord } from "../../contract/wire/roster.ts";
import { CHANNELS, type Presence } from "../../contract/wire/states.ts";
import { isToken } from "../../contract/wire/ids.ts";
import { type Asking, type Decided, refuse, wrongField } from "../asking.ts";
import type { WorkTarget } from "../../contract/wire/commands.ts";
import { takeBack } from "../conversation/decide_aside.ts";
import { handOver } from "../conversation/handover.ts";
import { unansweredDraft } from "../conversation/offers.ts";
import { appointedDocuments, lacksRoomForSets } from "../workspace/requirements.ts";
import { agentOf, type Workspace } from "../workspace/state.ts";
import type { Agent } from "./state.ts";
import { idAt } from "../ids.ts";

/**
 * An agent's presence (online, busy, break, offline) is the agent's word; the connection is what
 * the gateways say.
 *
 * | connection | connect | disconnect (last session) | gateway lapsed | grace over |
 * |---|---|---|---|---|
 * | none | connected | nothing to do | – | gone |
 * | connected | session added | none, grace runs | unconfirmed, grace runs | – |
 * | unconfirmed | connected | none | – | gone |
 * | gone | connected | nothing to do | – | one conversation returns |
 */
export function decideAgent(
  ask: Asking,
  command: Command<"agent.presence" | "agent.connect" | "agent.disconnect">,
): Decided {
  if (ask.kind !== "engine" && ask.who !== command.agent && ask.kind === "agent") {
    return refuse("forbidden");
  }
  const agent = agentOf(ask.workspace, command.agent);
  if (agent === undefined || agent.removed) return refuse("not_found");
  switch (command.type) {
    case "agent.presence": {
      return changePresence(ask, agent, command);
    }
    case "agent.connect": {
      const { session, gateway } = command;
      const known = agent.sessions.find((one) => one.session === session);
      if (known !== undefined && !known.lapsed && known.gateway === gateway) return [];
      return [{ type: "agent.connected", agent: agent.id, session, gateway }];
    }
    case "agent.disconnect":
      return disconnect(agent, command);
  }
}

/**
 * A break may need a free place in every group of the agent (`capacity_full`), unless a supervisor
 * sends the agent. Whoever goes offline may say where the open work goes.
 */
function changePresence(
  { workspace, kind }: Asking,
  agent: Agent,
  { presence, work }: Command<"agent.presence">,
): Decided {
  if (presence === agent.presence) return [];
  if (presence === "break" && kind === "agent" && !hasBreakPlace(workspace, agent)) {
    return refuse("capacity_full");
  }
  if (work !== undefined) {
    const fault = workFault(workspace, agent, presence, work);
    if (fault !== undefined) return fault;
  }
  return [{ type: "agent.presence_changed", agent: agent.id, presence, work }];
}

function hasBreakPlace({ plan, agents }: Workspace, agent: Agent): boolean {
  return agent.record.memberships.every(({ group }) => {
    const most = plan?.groups.get(group)?.breaksMax;
    if (most === undefined) return true;
    const away = agents.filter(({ removed, presence, record }) =>
      !removed && presence === "break" && record.memberships.some((one) => one.group === group)
    );
    return away.length < most;
  });
}

function workFault(workspace: Workspace, agent: Agent, presence: Presence, work: WorkTarget) {
  if (presence !== "offline") return wrongField("work", "state");
  if ("agent" in work) {
    const colleague = agentOf(workspace, work.agent);
    if (colleague === undefined || colleague.removed) return wrongField("work.agent", "reference");
    return colleague === agent ? wrongField("work.agent", "state") : undefined;
  }
  if ("group" in work && !workspace.plan?.groups.has(work.group)) {
    return wrongField("work.group", "reference");
  }
  return undefined;
}

function disconnect(
  agent: Agent,
  { session, gateway }: Command<"agent.disconnect">,
): Draft[] {
  const known = agent.sessions.find((one) => one.session === session);
  if (known === undefined || known.gateway !== gateway) return [];
  const others = agent.sessions.filter((one) => one !== known);
  const left = others.length === 0
    ? "none" as const
    : others.every(({ lapsed }) => lapsed)
    ? "unconfirmed" as const
    : "connected" as const;
  return [{ type: "agent.disconnected", agent: agent.id, session, gateway, left }];
}

/** The one deadline of an agent: grace over, break too long, or the next return of a gone one. */
export function decideExpire(ask: Asking, command: Command<"agent.expire">): Decided {
  const { workspace, now } = ask;
  const agent = agentOf(workspace, command.agent);
  const { dueAt } = command;
  if (agent === undefined || dueAt === 0 || agent.alarmAt !== dueAt || dueAt > now) return [];
  switch (agent.connection) {
    case "none":
    case "unconfirmed":
      return [{ type: "agent.gone", agent: agent.id }];
    case "connected":
      return [{ type: "agent.presence_changed", agent: agent.id, presence: "break" }];
    case "gone":
      return returnOne(workspace, agent, "agentGone");
  }
}

/** What goes back first: an offer that nobody will answer, then the oldest conversation held. */
export function returnOne(
  workspace: Workspace,
  agent: Agent,
  code: "agentGone" | "agentOffline",
): Draft[] {
  const { enqueuedAt, order } = workspace.conversations.column;
  // by place in line: what returns first is placed first
  const oldest = (handles: Set<number>): number | undefined =>
    [...handles].sort((a, b) => enqueuedAt[a] - enqueuedAt[b] || order[a] - order[b])[0];
  const offered = oldest(agent.offered);
  if (offered !== undefined) {
    return [unansweredDraft(workspace, offered, idAt(workspace.ids, offered), "unavailable")];
  }
  const held = oldest(agent.held);
  if (held === undefined) return [];
  return agent.leaving === undefined || code !== "agentOffline"
    ? takeBack(workspace, held, { code, from: agent.id })
    : handOver(workspace, held, agent.leaving);
}

/** Far above any desk; a slip of the keyboard should not make an agent who never saturates. */
const CAPACITY_UNITS_MAX = 20_000;
const WINDOW_CAP_MAX = 1_000;
const LEVEL_MAX = 5;
const WEIGHT_MAX = 100;

/**
 * roster.put makes or changes an agent, roster.remove sends the work back and the agent away. Both
 * are refused where that asks for more requirement sets than the kernel has room for, and a record
 * that names a schedule which is not there.
 */
export function decideRoster(
  ask: Asking,
  command: Command<"roster.put" | "roster.remove">,
): Decided {
  const agent = agentOf(ask.workspace, command.agent);
  if (command.type === "roster.remove") {
    if (agent === undefined || agent.removed) return refuse("not_found");
    if (restrictsTooMuch(ask, agent)) return refuse("not_eligible");
    return [{ type: "roster.changed", agent: command.agent }];
  }
  const fault = recordFault(command.record) ?? shiftFault(ask, agent, command.record);
  if (fault !== undefined) return fault;
  if (!isToken(command.agent)) return wrongField("agent", "range");
  if (restrictsTooMuch(ask, agent, command.record)) return wrongField("record.shops", "range");
  return [{ type: "roster.changed", agent: command.agent, record: command.record }];
}

/**
 * The first who serves certain shops alone gives every shop lines of its own; after the last one
 * everything asks anew without its shop. Nobody has a record who is removed.
 */
function restrictsTooMuch(
  { state, workspace }: Asking,
  agent: Agent | undefined,
  record?: AgentRecord,
): boolean {
  const { plan, agents, shopsRestricted } = workspace;
  const restricted = record?.shops !== undefined ||
    shopsRestricted &&
      agents.some((one) => one !== agent && !one.removed && one.record.shops !== undefined);
  if (plan === undefined || restricted === shopsRestricted) return false;
  const documents = [plan.configuration, ...appointedDocuments(state, workspace)];
  return lacksRoomForSets(workspace, documents, restricted);
}

/**
 * A shift by a schedule that is not in the document, or not in one that has an appointment, would
 * be no shift at all. One that stands already keeps nobody from changing the rest.
 */
function shiftFault(
  { state, workspace }: Asking,
  agent: Agent | undefined,
  { schedule }: AgentRecord,
) {
  const { plan } = workspace;
  const stands = agent?.removed === false && agent.record.schedule === schedule;
  if (schedule === undefined || stands || plan === undefined) return undefined;
  const isKnown = [plan.configuration, ...appointedDocuments(state, workspace)]
    .every(({ schedules = [] }) => schedules.some(({ id }) => id === schedule));
  const unknown = { path: "record.schedule", rule: "reference" as const };
  return isKnown
    ? undefined
    : refuse("invalid", { fields: [{ ...unknown, fault: "unknownSchedule" }] });
}

function recordFault(record: AgentRecord) {
  const { capacityUnits, windowCap, memberships, channels, skills = {} } = record;
  if (!isWithin(capacityUnits, 0, CAPACITY_UNITS_MAX)) {
    return wrongField("record.capacityUnits", "range");
  }
  if (!isWithin(windowCap, 0, WINDOW_CAP_MAX)) return wrongField("record.windowCap", "range");
  for (const [at, { weight }] of memberships.entries()) {
    if (!isWithin(weight, 1, WEIGHT_MAX)) {
      return wrongField(`record.memberships.${at}.weight`, "range");
    }
  }
  if (channels.some((channel) => !CHANNELS.includes(channel))) {
    return wrongField("record.channels", "reference");
  }
  const wrongSkill = Object.entries(skills).find(([, level]) => !isWithin(level, 1, LEVEL_MAX));
  return wrongSkill === undefined
    ? undefined
    : wrongField(`record.skills.${wrongSkill[0]}`, "range");
}

const isWithin = (value: number, from: number, to: number): boolean =>
  Number.isInteger(value) && value >= from && value <= to;
