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

type Writable = { -readonly [Field in keyof ConversationLive]: ConversationLive[Field] };

/**
 * A conversation as pages see it: names instead of numbers, absent instead of zero. Made for every
 * event of the feed, so fields are assigned one by one: spreading them takes several times as long.
 */
export function viewOf(workspace: Workspace, handle: number): ConversationLive {
  const c = workspace.conversations.column;
  const state = CONVERSATION_STATES[c.state[handle]];
  const owner = c.owner[handle];
  const row = c.visitor[handle];
  const { visitors, words } = workspace;
  const view: Writable = {
    conversation: idAt(workspace.ids, handle),
    visitor: idAt(visitors.ids, row),
    key: textAt(visitors.keys, row),
    visitorPresence: VISITOR_PRESENCES[visitors.table.column.presence[row]],
    state,
    shop: words.words[c.shop[handle]],
    route: words.words[c.route[handle]],
    channel: CHANNELS[c.channel[handle]],
    group: workspace.groups.words[c.group[handle]],
    homeGroup: workspace.groups.words[c.home[handle]],
    class: c.lineClass[handle],
    openedAt: c.openedAt[handle],
    enqueuedAt: c.enqueuedAt[handle],
    lastSeq: c.lastSeq[handle],
    lastPublicSeq: c.lastPublicSeq[handle],
    round: c.round[handle],
    unread: c.unread[handle],
  };
  if (owner !== NOBODY) view.agent = workspace.agents[owner].id;
  if (state === "bot") view.bot = words.words[c.bot[handle]];
  if (c.topic[handle] !== NOBODY) view.topic = words.words[c.topic[handle]];
  if (c.assignedAt[handle] !== 0) view.assignedAt = c.assignedAt[handle];
  if (c.lastVisitorAt[handle] !== 0) view.lastVisitorAt = c.lastVisitorAt[handle];
  if (c.lastAgentAt[handle] !== 0) view.lastAgentAt = c.lastAgentAt[handle];
  if (c.roundBeganAt[handle] !== 0) addRound(view, workspace, handle);
  addBeside(view, workspace, handle);
  addEnding(view, workspace, handle);
  return view;
}

function addBeside(view: Writable, workspace: Workspace, handle: number): void {
  const c = workspace.conversations.column;
  const flags = c.flags[handle];
  const kind = ITEM_KINDS[c.kind[handle]];
  const tags = workspace.tags.get(handle);
  const joined = workspace.joined.get(handle);
  const offer = workspace.offers.get(handle);
  const why = workspace.why[handle];
  if ((flags & FLAG.zh) !== 0) view.language = "zh";
  else if ((flags & FLAG.en) !== 0) view.language = "en";
  if (kind !== "conversation") view.kind = kind;
  if (tags) view.tags = tags;
  if (joined) view.joined = joined;
  if (offer !== undefined) view.offer = offer;
  if (why !== undefined) view.why = why;
}

function addEnding(view: Writable, workspace: Workspace, handle: number): void {
  const c = workspace.conversations.column;
  if (view.state === "parked") view.parked = workspace.parked.get(handle) ?? {};
  if (view.state === "closed") view.closedReason = CLOSE_REASONS[c.closedReason[handle]];
  if (c.rated[handle] > 0) view.rated = c.rated[handle];
  if ((c.flags[handle] & FLAG.ratingInvited) !== 0) view.ratingInvited = true;
}

/** The open round, and when the nearest clock warns and is breached; never while it stands still. */
function addRound(view: Writable, workspace: Workspace, handle: number): void {
  const c = workspace.conversations.column;
  const from = c.roundFrom[handle];
  const closings = closingsAt(workspace, handle);
  const atAfter = (afterMs: number | undefined) => {
    const dueAt = afterMs === undefined ? Infinity : dueInHours(closings, from, afterMs);
    return dueAt === Infinity ? undefined : dueAt;
  };
  const limits = c.state[handle] === STATE.waiting || c.state[handle] === STATE.assigned
    ? roundLimits(workspace, handle)
    : {};
  view.roundBeganAt = c.roundBeganAt[handle];
  view.warnAt = atAfter(limits.warnMs);
  view.breachAt = atAfter(limits.breachMs);
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
