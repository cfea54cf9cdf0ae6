import type { Command, CommandBodies, SealedMessage } from "../../contract/wire/commands.ts";
import type { Route } from "../../contract/wire/configuration.ts";
import type { Draft } from "../../contract/wire/events.ts";
import { type Channel, CLASS_COUNT, type ItemKind } from "../../contract/wire/states.ts";
import { type Asking, type Decided, refuse, wrongField } from "../asking.ts";
import { canQueue } from "../routing/mod.ts";
import { isOpenAt } from "../workspace/schedules.ts";
import { agentOf, conversationOf, type Workspace } from "../workspace/state.ts";
import { requirementsOf } from "../workspace/requirements.ts";
import { blockedFault } from "../visitor/blocked.ts";
import { askedSkillsFault, LIVE_SETS_WITH_SKILLS_MAX, needOfOpening } from "./asked_skills.ts";
import { beginsWithBot } from "./decide_switch.ts";
import { groupNumber } from "./lines.ts";
import { type Newcomer, place, placingDrafts } from "./placing.ts";

/**
 * Opening: nothing → assigned | waiting | left | bot. Refused: `conflict` when the conversation or the
 * first message is here already, `closed` to an erased visitor, `forbidden` to a blocked one and for
 * skills that a visitor asks for, `invalid` for a route, topic, group, agent or skill that does not
 * exist, `not_found` for another visitor's sake, `busy` when the group's line table is full or too
 * many sets of skills were asked for already, `unavailable` before the first configuration.
 */
export function decideOpen(
  ask: Asking,
  command: Command<"conversation.open">,
  as: { kind: ItemKind; costUnits?: number } = { kind: "conversation" },
): Decided {
  const { workspace, now } = ask;
  const fault = openFault(ask, command);
  if (fault !== undefined) return fault;
  const route = workspace.plan!.routes.get(command.route)!;
  const group = groupOf(route, command);
  const home = groupNumber(workspace, group);
  const requirement = needOfOpening(ask, route, command);
  const most = command.skills && LIVE_SETS_WITH_SKILLS_MAX;
  if (requirement < 0 || !canQueue(workspace.routing, home, requirement, most)) {
    return refuse("busy");
  }
  const newcomer: Newcomer = {
    conversation: command.conversation,
    need: { cost: as.costUnits ?? costOf(workspace, route, command.channel), requirement },
    home,
    visitor: command.visitor,
    named: command.agent,
    owner: command.owner,
  };
  const line = {
    class: command.priority ?? route.class,
    enqueuedAt: Math.min(command.enqueuedAt ?? now, now),
  };
  const opened = openedDraft(command, route, group, line, newcomer.need.cost, now);
  const drafts: Draft[] = [{ ...opened, kind: as.kind }];
  const { conversation, note } = command;
  if (note !== undefined) drafts.push({ type: "conversation.tagged", conversation, note });
  const bot = as.kind === "conversation" ? beginsWithBot(workspace, route, command) : undefined;
  if (bot !== undefined) {
    const why = { code: "botFirst" as const };
    const [from, to] = ["waiting", "bot"] as const;
    drafts.push({ type: "conversation.switched", conversation, from, to, group, bot: bot.id, why });
  }
  if (command.first !== undefined) {
    const toBot = bot && { bot: bot.id, gateway: command.gateway ?? "" };
    drafts.push(firstMessage(command.conversation, command.first, now, toBot));
  }
  if (bot !== undefined) return drafts;
  const rule = workspace.plan!.groups.get(group)!;
  if (!isOpenAt(workspace, route.schedule) || !isOpenAt(workspace, rule.schedule)) {
    const why = { code: "outsideHours" as const };
    return [...drafts, { type: "conversation.left", conversation, group, why }];
  }
  const placing = place(ask, newcomer);
  drafts.push(...placingDrafts(ask, placing, newcomer, line));
  const { terminal } = workspace.plan!.groups.get(group)!;
  const leavesAtOnce = terminal.kind === "leftMessage" && terminal.afterMs === 0;
  if (placing.state === "waiting" && leavesAtOnce) {
    drafts.push({ type: "conversation.left", conversation, group, why: placing.why });
  }
  return drafts;
}

function openFault(ask: Asking, command: Command<"conversation.open">) {
  const { workspace, kind, who } = ask;
  if (workspace.plan === undefined) return refuse("unavailable");
  if (kind === "visitor" && command.visitor !== who) return refuse("not_found");
  const known = conversationOf(workspace, command.conversation);
  if (known >= 0) {
    const seq = workspace.conversations.column.order[known];
    return refuse("conflict", { conversation: command.conversation, seq });
  }
  if (workspace.erasedVisitors.has(command.visitor)) return refuse("closed");
  const blocked = blockedFault(ask, command.visitor);
  if (blocked !== undefined) return blocked;
  const route = workspace.plan.routes.get(command.route);
  if (route === undefined) return wrongField("route", "reference");
  if (command.topic !== undefined && !route.topics.some(({ id }) => id === command.topic)) {
    return wrongField("topic", "reference");
  }
  if (command.group !== undefined && !workspace.plan.groups.has(command.group)) {
    return wrongField("group", "reference");
  }
  if (command.agent !== undefined && agentOf(workspace, command.agent) === undefined) {
    return wrongField("agent", "reference");
  }
  if (command.priority !== undefined && !isClass(command.priority)) {
    return wrongField("priority", "range");
  }
  if (command.skills !== undefined) {
    const skillsFault = askedSkillsFault(ask, command.skills);
    if (skillsFault !== undefined) return skillsFault;
  }
  const repeated = command.first && workspace.recent.get(command.first.message);
  if (repeated) {
    return refuse("conflict", { conversation: repeated.conversation, seq: repeated.seq });
  }
  if (command.first?.visibility === "staff") return refuse("forbidden");
  return undefined;
}

type OpeningFields =
  & Pick<CommandBodies["conversation.reach"], "conversation" | "visitor" | "key" | "channel">
  & Partial<CommandBodies["conversation.open"]>;

const isClass = (value: number): boolean =>
  Number.isInteger(value) && value >= 0 && value < CLASS_COUNT;

/** A route's cost is for its own channel; what comes otherwise costs what the table says. */
export function costOf({ plan }: Workspace, route: Route, channel: Channel): number {
  if (channel === route.channel) return route.costUnits;
  const rule = plan?.configuration.channels?.find((one) => one.channel === channel);
  return rule?.costUnits ?? route.costUnits;
}

/** An explicit group, else the topic's, else the route's. */
function groupOf(route: Route, { group, topic }: CommandBodies["conversation.open"]): string {
  return group ?? route.topics.find(({ id }) => id === topic)?.group ?? route.group;
}

/** `reach` opens as well, with less to say. */
export function openedDraft(
  command: OpeningFields,
  route: Route,
  group: string,
  line: { class: number; enqueuedAt: number },
  costUnits: number,
  now: number,
): Draft<"conversation.opened"> {
  const { conversation, visitor, key, channel, topic, language, returning, facts } = command;
  return {
    type: "conversation.opened",
    conversation,
    kind: "conversation",
    visitor,
    key,
    channel,
    shop: route.shop,
    route: route.id,
    group,
    costUnits,
    requirements: requirementsOf(route, command.skills),
    skills: command.skills,
    topic,
    language,
    returning,
    facts,
    originAt: clampOrigin(command.originAt, now),
    continues: command.continues,
    ...line,
  };
}

function firstMessage(
  conversation: string,
  first: SealedMessage,
  now: number,
  toBot: { bot: string; gateway: string } | undefined,
): Draft<"conversation.messaged"> {
  const begins = first.auto === undefined;
  return {
    type: "conversation.messaged",
    conversation,
    ...messageFields(first, now),
    round: begins ? 1 : 0,
    ...(begins ? { begins: true as const } : {}),
    ...(begins && toBot !== undefined ? { toBot } : {}),
  };
}

/** The fields of a message that the journal keeps. */
export function messageFields(message: SealedMessage, now: number): SealedMessage {
  const { body, sealed, visibility, auto, files, externalId } = message;
  const originAt = clampOrigin(message.originAt, now);
  return { message: message.message, body, sealed, visibility, auto, files, originAt, externalId };
}

const DAY_MS = 86_400_000;

/** Another system's clock is believed for the last 24 hours (architecture §7). */
const clampOrigin = (originAt: number | undefined, now: number): number | undefined =>
  originAt === undefined ? undefined : Math.min(Math.max(originAt, now - DAY_MS), now);
