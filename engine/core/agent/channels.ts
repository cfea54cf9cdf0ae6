import { type Channel, CHANNELS } from "../../contract/wire/states.ts";
import { nameOf } from "../names.ts";
import { onlineMembers, setSkills } from "../routing/mod.ts";
import type { RequirementSet, Workspace } from "../workspace/state.ts";
import { type Agent, isAvailable } from "./state.ts";

/**
 * The channel table (routing.md): which channels may come to an agent beside what is there already,
 * for example a call beside at most three chats, and no new chat beside a call. To the kernel a
 * channel is a skill; a channel that may not come now is a skill the agent does not have now, so no
 * decision costs more for it.
 */

/** A channel or shop is a skill to the kernel, at a level that no proficiency needs to reach. */
const SERVES_LEVEL = 5;
export const channelSkill = (channel: string): string => `channel:${channel}`;
export const shopSkill = (shop: string): string => `shop:${shop}`;

/** `skill:level` of an event's requirements. */
export function splitRequirement(text: string): [skill: string, level: number] {
  const colon = text.lastIndexOf(":");
  return [text.slice(0, colon), Number(text.slice(colon + 1))];
}

const NONE: string[] = [];

/** Channels of the agent that may not come at present, beside all that is there but `own`. */
export function closedChannels(workspace: Workspace, agent: Agent, own?: number): string[] {
  const table = workspace.plan?.configuration.channels ?? [];
  if (table.length === 0) return NONE;
  const here = countsOf(workspace, agent, own);
  return table.filter(({ beside = [] }) =>
    beside.some(({ channel, atMost }) => (here.get(channel) ?? 0) > atMost)
  ).map(({ channel }) => channel);
}

function countsOf(workspace: Workspace, agent: Agent, own?: number): Map<string, number> {
  const { channel } = workspace.conversations.column;
  const counts = new Map<string, number>();
  for (const handles of [agent.held, agent.offered, agent.wrapping]) {
    for (const handle of handles) {
      if (handle === own) continue;
      const name = CHANNELS[channel[handle]];
      counts.set(name, (counts.get(name) ?? 0) + 1);
    }
  }
  return counts;
}

/**
 * Somebody of the group is there and could take it, but not beside what they have already: the
 * channel table keeps them from it for now.
 */
function occupied(
  { agents, groups, needs, plan }: Workspace,
  group: number,
  requirement: number,
): boolean {
  const need = needs.get(requirement);
  if (need === undefined || (plan?.configuration.channels ?? NONE).length === 0) return false;
  const name = groups.words[group];
  return agents.some((agent) =>
    agent.closedChannels.includes(need.channel) && isAvailable(agent) &&
    agent.record.memberships.some((one) => one.group === name) && mayServe(agent, need)
  );
}

/** Somebody eligible is there, with room or without: not what a rule calls `noAgents`. */
export const isAttended = (workspace: Workspace, group: number, requirement: number): boolean =>
  onlineMembers(workspace.routing, group, requirement) > 0 ||
  occupied(workspace, group, requirement);

/** Whether the agent serves a channel, and it may come beside what is there. */
export const opensTo = ({ record, closedChannels: closed }: Agent, channel: Channel): boolean =>
  record.channels.includes(channel) && !closed.includes(channel);

/** Why something may not come to the agent at all, or not beside what else is there. */
export function channelFault(
  workspace: Workspace,
  agent: Agent,
  handle: number,
): "reference" | "state" | undefined {
  const channel = CHANNELS[workspace.conversations.column.channel[handle]];
  if (!agent.record.channels.includes(channel)) return "reference";
  return closedChannels(workspace, agent, handle).includes(channel) ? "state" : undefined;
}

/** By the roster: who names no shops serves them all. */
export function servesShop(workspace: Workspace, { record }: Agent, handle: number): boolean {
  const { words, conversations } = workspace;
  return record.shops?.includes(words.words[conversations.column.shop[handle]]) ?? true;
}

/** By the roster alone. */
function mayServe({ record }: Agent, { channel, shop, requirements }: RequirementSet): boolean {
  const { channels, shops, skills = {} } = record;
  if (!(channels as readonly string[]).includes(channel)) return false;
  if (shop !== "" && shops !== undefined && !shops.includes(shop)) return false;
  return requirements.every((text) => {
    const [skill, level] = splitRequirement(text);
    return (skills[skill] ?? 0) >= level;
  });
}

/** After every change of what the agent has. */
export function tellChannels(workspace: Workspace, agent: Agent): void {
  const closed = closedChannels(workspace, agent);
  const same = closed.length === agent.closedChannels.length &&
    closed.every((channel, at) => channel === agent.closedChannels[at]);
  if (same) return;
  agent.closedChannels = closed;
  tellSkills(workspace, agent);
}

/** Skills, channels and shops as the kernel knows them. */
export function tellSkills(workspace: Workspace, agent: Agent): void {
  const { record, handle, closedChannels: closed } = agent;
  const { routing, skills } = workspace;
  const shops = record.shops ?? workspace.plan?.configuration.shops.map(({ id }) => id) ?? [];
  const channels = record.channels.filter((channel) => !closed.includes(channel));
  const serves = [...channels.map(channelSkill), ...shops.map(shopSkill)];
  setSkills(routing, handle, [
    ...Object.entries(record.skills ?? {}).sort().map(([skill, level]) =>
      [nameOf(skills, skill), level] as const
    ),
    ...serves.map((skill) => [nameOf(skills, skill), SERVES_LEVEL] as const),
  ]);
}
