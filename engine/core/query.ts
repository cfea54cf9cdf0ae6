import type {
  AgentSummary,
  ConversationLive,
  GroupSummary,
  Queries,
  QueryName,
} from "../contract/wire/queries.ts";
import { type Refusal, refusal } from "../contract/wire/refusals.ts";
import { UNITS_PER_CONVERSATION } from "../contract/wire/states.ts";
import type { Agent } from "./agent/state.ts";
import { isAvailable } from "./agent/state.ts";
import { ratesLive } from "./clocks/rates.ts";
import { FLAG, STATE } from "./conversation/columns.ts";
import { deskCounts } from "./conversation/desk_counts.ts";
import { viewOf } from "./conversation/view.ts";
import { positionOf } from "./group/position.ts";
import type { PartitionState } from "./partition_state.ts";
import { freeMembers, oldest, openWindows, position, usedUnits } from "./routing/mod.ts";
import { conversationsOf } from "./visitor/apply.ts";
import { blockedUntil } from "./visitor/blocked.ts";
import { agentOf, conversationOf, type Workspace } from "./workspace/state.ts";
import { rowOf, rowsOf } from "./ids.ts";

/** Live state in the words of the contract. The tail belongs to the actors, not to the state. */
export function query<N extends QueryName>(
  state: PartitionState,
  workspace: string,
  name: N,
  ask: Queries[N]["ask"],
  now: number,
): Queries[N]["answer"] | Refusal {
  const known = state.workspaces.get(workspace);
  if (known === undefined) return refusal("not_found");
  const answer = ANSWERS[name] as Answer<N>;
  return answer(known, ask, now) ?? refusal("not_found");
}

type Answer<N extends QueryName> = (
  workspace: Workspace,
  ask: Queries[N]["ask"],
  now: number,
) => Queries[N]["answer"] | undefined;

const HEADS_MAX = 50;

const ANSWERS: { [N in QueryName]: Answer<N> } = {
  "workspace.live": (workspace) => ({
    seq: workspace.seq,
    version: workspace.version,
    hash: workspace.hash,
    agents: workspace.agents.filter(({ removed }) => !removed)
      .map((agent) => summaryOf(workspace, agent)),
    groups: [...workspace.plan?.groups.keys() ?? []].map((id) => groupSummary(workspace, id)),
    desks: desksOf(workspace),
    ...(workspace.adjustments.length > 0 && { adjustments: workspace.adjustments }),
    ...(workspace.schedules.size > 0 && {
      schedules: [...workspace.schedules].map(([schedule, { phase, nextAt }]) => ({
        schedule,
        phase,
        nextAt,
      })),
    }),
  }),
  "group.live": (workspace, { group, heads }, now) => {
    if (!workspace.plan?.groups.has(group)) return undefined;
    return { ...groupSummary(workspace, group), heads: headsOf(workspace, group, heads, now) };
  },
  "agent.live": (workspace, { agent: id, conversations = true }) => {
    const agent = agentOf(workspace, id);
    if (agent === undefined || agent.removed) return undefined;
    return {
      revision: workspace.seq,
      self: summaryOf(workspace, agent),
      conversations: conversations ? deskOf(workspace, agent) : [],
    };
  },
  "conversation.get": (workspace, { conversation }) => {
    const handle = conversationOf(workspace, conversation);
    return handle < 0 ? undefined : viewOf(workspace, handle);
  },
  "conversation.position": (workspace, { conversation }, now) => {
    const handle = conversationOf(workspace, conversation);
    return handle < 0 ? undefined : positionOf(workspace, handle, now);
  },
  "conversation.tail": () => undefined,
  "conversation.explain": () => undefined,
  "config.live": ({ version, hash, changes }) => ({ version, hash, changes: [...changes] }),
  "clock.live": (workspace, _ask, now) => ({ rates: ratesLive(workspace, now) }),
  "visitor.live": (workspace, { visitor }, now) => {
    const row = rowOf(workspace.visitors.ids, visitor);
    const handles = row === undefined ? [] : conversationsOf(workspace, row);
    const untilAt = blockedUntil(workspace, visitor, now);
    return {
      conversations: handles.map((handle) => viewOf(workspace, handle)),
      ...(untilAt !== undefined && { blocked: untilAt === Infinity ? {} : { untilAt } }),
    };
  },
};

const isAdjusted = ({ terms, record }: Agent): boolean =>
  terms.capacityUnits !== record.capacityUnits || terms.windowCap !== record.windowCap;

function summaryOf(workspace: Workspace, agent: Agent): AgentSummary {
  return {
    agent: agent.id,
    record: agent.record,
    presence: agent.presence,
    connection: agent.connection,
    usedUnits: usedUnits(workspace.routing, agent.handle),
    windows: openWindows(workspace.routing, agent.handle),
    ...(isAdjusted(agent) ? { adjusted: agent.terms } : {}),
  };
}

/** Online and free count members; units those of everybody in the group who may get work. */
function groupSummary(workspace: Workspace, group: string): GroupSummary {
  const number = workspace.groups.index.get(group)!;
  const members = workspace.agents.filter((agent) =>
    isAvailable(agent) && agent.record.memberships.some((one) => one.group === group)
  );
  const oldestAt = oldest(workspace.routing, number);
  const { waiting, left } = workspace.figures[number];
  return {
    group,
    waiting,
    left,
    ...(Number.isFinite(oldestAt) ? { oldestAt } : {}),
    online: members.length,
    free: freeMembers(workspace.routing, number, UNITS_PER_CONVERSATION),
    usedUnits: members.reduce((sum, { handle }) => sum + usedUnits(workspace.routing, handle), 0),
    capacityUnits: members.reduce((sum, { terms }) => sum + terms.capacityUnits, 0),
  };
}

/** The first in line of a group's own people, best first. */
function headsOf(
  workspace: Workspace,
  group: string,
  heads: number,
  now: number,
): ConversationLive[] {
  const number = workspace.groups.index.get(group)!;
  const c = workspace.conversations.column;
  const inLine = rowsOf(workspace.ids).filter((handle) =>
    c.home[handle] === number && (c.flags[handle] & FLAG.lined) !== 0 &&
    c.state[handle] !== STATE.assigned
  );
  const ranked = inLine.length > HEADS_SORTED_MAX
    ? inLine.sort((a, b) => c.enqueuedAt[a] - c.enqueuedAt[b])
    : byPosition(workspace, inLine, number, now);
  return ranked.slice(0, Math.min(heads, HEADS_MAX)).map((handle) => viewOf(workspace, handle));
}

/** Beyond this a wall shows the oldest instead of the exact order: one position costs a walk. */
const HEADS_SORTED_MAX = 200;

function byPosition(
  workspace: Workspace,
  handles: number[],
  group: number,
  now: number,
): number[] {
  const { item } = workspace.conversations.column;
  return handles
    .map((handle) => [position(workspace.routing, item[handle], group, now), handle])
    .sort((a, b) => a[0] - b[0])
    .map(([, handle]) => handle);
}

/** Those with anything on them. */
function desksOf(workspace: Workspace): NonNullable<Queries["workspace.live"]["answer"]["desks"]> {
  return deskCounts(workspace).flatMap((conversations, holder) =>
    conversations === 0 ? [] : [{ agent: workspace.agents[holder].id, conversations }]
  );
}

/** What an agent's desk shows: open, offered, parked, and the own ones closed a moment ago. */
function deskOf(workspace: Workspace, agent: Agent): ConversationLive[] {
  const c = workspace.conversations.column;
  const own: number[] = [];
  for (const handle of rowsOf(workspace.ids)) {
    const beside = workspace.joined.get(handle)?.some(({ who }) => who === agent.id) ?? false;
    const mine = c.owner[handle] === agent.number || c.reserved[handle] === agent.number;
    if (mine || beside) own.push(handle);
  }
  return own.sort((a, b) => c.order[a] - c.order[b]).map((handle) => viewOf(workspace, handle));
}
