import {
  CHANNELS,
  CLOSE_REASONS,
  CONVERSATION_STATES,
  ITEM_KINDS,
  VISITOR_PRESENCES,
} from "../../contract/wire/states.ts";
import type { ConversationLive } from "../../contract/wire/queries.ts";
import type { Clock } from "../../contract/wire/configuration.ts";
import type { Workspace } from "../workspace/state.ts";
import { FLAG, NOBODY, STATE } from "./columns.ts";
import { dueInHours } from "./hours.ts";
import { clocksOf, closingsAt } from "./steps.ts";
import { idAt } from "../ids.ts";
import { textAt } from "../texts.ts";

/** A conversation as pages see it: names instead of numbers, absent instead of zero. */
export function viewOf(workspace: Workspace, handle: number): ConversationLive {
  const c = workspace.conversations.column;
  const state = CONVERSATION_STATES[c.state[handle]];
  const owner = c.owner[handle];
  const flags = c.flags[handle];
  const offer = workspace.offers.get(handle);
  return {
    conversation: idAt(workspace.ids, handle),
    ...visitorFields(workspace, c.visitor[handle]),
    state,
    shop: workspace.words.words[c.shop[handle]],
    route: workspace.words.words[c.route[handle]],
    channel: CHANNELS[c.channel[handle]],
    group: workspace.groups.words[c.group[handle]],
    homeGroup: workspace.groups.words[c.home[handle]],
    class: c.lineClass[handle],
    ...(c.topic[handle] === NOBODY ? {} : { topic: workspace.words.words[c.topic[handle]] }),
    ...(state === "bot" ? { bot: workspace.words.words[c.bot[handle]] } : {}),
    ...languageOf(flags),
    ...(owner === NOBODY ? {} : { agent: workspace.agents[owner].id }),
    openedAt: c.openedAt[handle],
    enqueuedAt: c.enqueuedAt[handle],
    ...when("assignedAt", c.assignedAt[handle]),
    lastSeq: c.lastSeq[handle],
    lastPublicSeq: c.lastPublicSeq[handle],
    round: c.round[handle],
    ...roundFields(workspace, handle),
    ...when("lastVisitorAt", c.lastVisitorAt[handle]),
    ...when("lastAgentAt", c.lastAgentAt[handle]),
    unread: c.unread[handle],
    ...(offer === undefined ? {} : { offer }),
    ...besideFields(workspace, handle),
    ...(state === "parked" ? { parked: workspace.parked.get(handle) ?? {} } : {}),
    ...(state === "closed" ? { closedReason: CLOSE_REASONS[c.closedReason[handle]] } : {}),
    ...(c.rated[handle] > 0 ? { rated: c.rated[handle] } : {}),
    ...((flags & FLAG.ratingInvited) !== 0 ? { ratingInvited: true } : {}),
    ...whyField(workspace, handle),
  };
}

function besideFields(
  workspace: Workspace,
  handle: number,
): Pick<ConversationLive, "kind" | "tags" | "joined"> {
  const kind = ITEM_KINDS[workspace.conversations.column.kind[handle]];
  const tags = workspace.tags.get(handle);
  const joined = workspace.joined.get(handle);
  return {
    ...(kind !== "conversation" && { kind }),
    ...(tags && { tags }),
    ...(joined && { joined }),
  };
}

function visitorFields({ visitors }: Workspace, row: number) {
  return {
    visitor: idAt(visitors.ids, row),
    key: textAt(visitors.keys, row),
    visitorPresence: VISITOR_PRESENCES[visitors.table.column.presence[row]],
  };
}

function languageOf(flags: number): { language?: "zh" | "en" } {
  if ((flags & FLAG.zh) !== 0) return { language: "zh" };
  return (flags & FLAG.en) !== 0 ? { language: "en" } : {};
}

const when = <K extends string>(name: K, at: number): Partial<Record<K, number>> =>
  at === 0 ? {} : { [name]: at } as Partial<Record<K, number>>;

function whyField(workspace: Workspace, handle: number) {
  const why = workspace.why[handle];
  return why === undefined ? {} : { why };
}

/** The open round, and when the nearest clock warns and is breached; never while it stands still. */
function roundFields(workspace: Workspace, handle: number) {
  const c = workspace.conversations.column;
  if (c.roundBeganAt[handle] === 0) return {};
  const from = c.roundFrom[handle];
  const closings = closingsAt(workspace, handle);
  const atAfter = (afterMs: number | undefined) => {
    const dueAt = afterMs === undefined ? Infinity : dueInHours(closings, from, afterMs);
    return dueAt === Infinity ? undefined : dueAt;
  };
  const limits = c.state[handle] === STATE.waiting || c.state[handle] === STATE.assigned
    ? roundLimits(workspace, handle)
    : {};
  return {
    roundBeganAt: c.roundBeganAt[handle],
    warnAt: atAfter(limits.warnMs),
    breachAt: atAfter(limits.breachMs),
  };
}

function roundLimits(workspace: Workspace, handle: number): Pick<Clock, "warnMs" | "breachMs"> {
  const c = workspace.conversations.column;
  if (workspace.plan === undefined) return {};
  const clocks = clocksOf(workspace, handle);
  const steps = c.round[handle] === 1 ? clocks.firstRound : clocks.laterRounds;
  const first = (threshold: "warn" | "breach") =>
    steps.find((step) => step.action === "alert" && step.threshold === threshold)?.afterMs;
  return { warnMs: first("warn"), breachMs: first("breach") };
}
