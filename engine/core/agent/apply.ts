import type { Event } from "../../contract/wire/events.ts";
import type { AgentRecord } from "../../contract/wire/roster.ts";
import { watchAgent, watchGroups, watchLines } from "../group/unattended.ts";
import { pushDrain, pushReturn } from "../agenda.ts";
import { findName } from "../names.ts";
import type { PartitionState } from "../partition_state.ts";
import { addAgent, dropMembership, setAgent, setMembership } from "../routing/mod.ts";
import { setTerms } from "../workspace/adjustments.ts";
import { isOnShift } from "../workspace/schedules.ts";
import { agentOf, type Workspace } from "../workspace/state.ts";
import { makeRoomForSets } from "../workspace/forgotten_sets.ts";
import { askAnew, internRoutes, restrictsShops } from "../workspace/requirements.ts";
import { closedChannels, tellSkills } from "./channels.ts";
import { scheduleReturn, setAlarm } from "./returns.ts";
import { type Agent, isAvailable, SESSIONS_MAX } from "./state.ts";

type AgentEvent = Extract<Event, { type: `agent.${string}` | "roster.changed" }>;

export const isAgentEvent = (event: Event): event is AgentEvent =>
  event.type.startsWith("agent.") || event.type === "roster.changed";

/** Folds one event of an agent; whether the agent may get work is told to the kernel afterwards. */
export function applyAgent(state: PartitionState, workspace: Workspace, event: AgentEvent): void {
  if (event.type === "roster.changed") return applyRoster(state, workspace, event);
  const agent = agentOf(workspace, event.agent);
  if (agent === undefined) throw new Error(`${event.type} of an agent who is not in the roster`);
  switch (event.type) {
    case "agent.presence_changed":
      applyPresence(state, workspace, agent, event);
      break;
    case "agent.connected":
      applyConnected(workspace, agent, event);
      break;
    case "agent.disconnected":
      applyDisconnected(workspace, agent, event);
      break;
    case "agent.unconfirmed":
      agent.connection = "unconfirmed";
      setAlarm(workspace, agent, event.at + graceMs(workspace));
      break;
    case "agent.gone":
      agent.connection = "gone";
      agent.sessions = [];
      setAlarm(workspace, agent, 0);
      scheduleReturn(state, workspace, agent, event.at);
      break;
  }
  tellKernel(state, workspace, agent, event.at);
}

function applyPresence(
  state: PartitionState,
  workspace: Workspace,
  agent: Agent,
  event: Event<"agent.presence_changed">,
): void {
  agent.presence = event.presence;
  agent.leaving = event.work;
  agent.handedOver = event.presence === "break" && event.by === "engine";
  if (event.presence === "offline" || agent.handedOver) pushReturn(state, workspace, agent.id);
  if (agent.connection === "connected") {
    setAlarm(workspace, agent, breakEnd(workspace, agent, event));
  }
}

/** When held work is handed over because the break lasts; 0 when it is none. */
function breakEnd(workspace: Workspace, agent: Agent, event: { at: number }): number {
  const limitMs = workspace.plan?.configuration.times.breakHandoverMs ?? 0;
  return agent.presence === "break" && !agent.handedOver && limitMs > 0 ? event.at + limitMs : 0;
}

function applyConnected(
  workspace: Workspace,
  agent: Agent,
  event: Event<"agent.connected">,
): void {
  const { session, gateway } = event;
  const others = agent.sessions.filter((known) => !known.lapsed && known.session !== session);
  agent.sessions = [...others, { session, gateway, lapsed: false }].slice(-SESSIONS_MAX);
  if (agent.connection === "connected") return;
  agent.connection = "connected";
  setAlarm(workspace, agent, breakEnd(workspace, agent, event));
}

function applyDisconnected(
  workspace: Workspace,
  agent: Agent,
  event: Event<"agent.disconnected">,
): void {
  agent.sessions = agent.sessions.filter((known) => known.session !== event.session);
  agent.connection = event.left;
  if (event.left !== "connected") setAlarm(workspace, agent, event.at + graceMs(workspace));
}

const GRACE_WITHOUT_CONFIGURATION_MS = 45_000;

export const graceMs = (workspace: Workspace): number =>
  workspace.plan?.configuration.times.graceMs ?? GRACE_WITHOUT_CONFIGURATION_MS;

function applyRoster(
  state: PartitionState,
  workspace: Workspace,
  event: Event<"roster.changed">,
): void {
  const before = agentOf(workspace, event.agent)?.record.memberships ?? [];
  const agent = agentOf(workspace, event.agent) ??
    (event.record === undefined ? undefined : join(workspace, event.agent, event.record));
  if (agent === undefined) return;
  agent.removed = event.record === undefined;
  if (event.record !== undefined) agent.record = event.record;
  setTerms(workspace, agent);
  if (agent.removed) {
    agent.sessions = [];
    agent.connection = "none";
    agent.presence = "offline";
    setAlarm(workspace, agent, 0);
    pushReturn(state, workspace, agent.id);
  }
  enrol(workspace, agent);
  const restricted = restrictsShops(workspace);
  if (restricted !== workspace.shopsRestricted) {
    const inForce = workspace.plan === undefined ? [] : [workspace.plan.configuration];
    makeRoomForSets(workspace, inForce, restricted);
    workspace.shopsRestricted = restricted;
    askAnew(workspace);
    for (const configuration of inForce) internRoutes(workspace, configuration);
    for (const other of workspace.agents) tellKernel(state, workspace, other, event.at);
    watchLines(state, workspace);
  }
  tellKernel(state, workspace, agent, event.at);
  watchGroups(state, workspace, before, 0);
}

function join(workspace: Workspace, id: string, record: AgentRecord): Agent {
  const number = workspace.agents.length;
  const handle = addAgent(workspace.routing, number);
  const agent: Agent = {
    id,
    number,
    handle,
    record,
    terms: record,
    removed: false,
    presence: "offline",
    connection: "none",
    sessions: [],
    alarmAt: 0,
    handedOver: false,
    closedChannels: [],
    offShift: false,
    held: new Set(),
    offered: new Set(),
    wrapping: new Set(),
  };
  workspace.agents.push(agent);
  workspace.agentIndex.set(id, number);
  workspace.agentOfHandle.set(handle, number);
  return agent;
}

/** Skills, channels, shops and groups as the kernel knows them; after a roster change or publish. */
export function enrol(workspace: Workspace, agent: Agent): void {
  const { record, handle } = agent;
  const { routing } = workspace;
  agent.closedChannels = closedChannels(workspace, agent);
  tellSkills(workspace, agent);
  const memberships = agent.removed ? [] : record.memberships;
  for (const id of workspace.plan?.groups.keys() ?? []) {
    const group = findName(workspace.groups, id);
    const membership = memberships.find((known) => known.group === id);
    if (membership === undefined) dropMembership(routing, handle, group);
    else {setMembership(routing, handle, group, {
        weight: membership.weight,
        bonus: membership.bonus ?? 0,
      });}
  }
}

/** Says what the agent can carry; whoever may get work is drained next. */
export function tellKernel(
  state: PartitionState,
  workspace: Workspace,
  agent: Agent,
  at: number,
): void {
  const { capacityUnits, windowCap } = agent.terms;
  agent.offShift = !isOnShift(workspace, agent.record.schedule);
  const available = isAvailable(agent);
  setAgent(workspace.routing, agent.handle, { capacityUnits, windowCap, available }, at);
  if (available) pushDrain(state, workspace, agent.id);
  watchAgent(state, workspace, agent);
}
