import type { EventType } from "../../engine/contract/wire/events.ts";
import { groupsShown, headsOf, ownDesk, todayOf, viewsOf } from "../agent/desk.ts";
import type { Company } from "../company.ts";
import type { Gateway } from "../context.ts";
import type { AgentFrameOut, DeskConversation } from "../../engine/contract/wire/socket.ts";
import type { ConversationLive, GroupSummary } from "../../engine/contract/wire/queries.ts";
import type { Language } from "../language.ts";
import { type AgentSession, sendText, sendTo } from "./session.ts";

/** What desks show beside their conversations: themselves, the lines, the day. */
interface Touched {
  self: Set<string>;
  day: Set<string>;
  /** Workspaces. */
  rows: Set<string>;
}

const touchedOf = new WeakMap<Gateway, Touched>();

function touched(gateway: Gateway): Touched {
  let found = touchedOf.get(gateway);
  if (!found) {
    touchedOf.set(gateway, found = { self: new Set(), day: new Set(), rows: new Set() });
  }
  return found;
}

/** Events that change the day's figures. */
const OF_THE_DAY: ReadonlySet<EventType> = new Set<EventType>([
  "conversation.closed",
  "conversation.rated",
  "conversation.assigned",
  "conversation.transferred",
]);

/** This agent's own figures changed; they are sent together at the next beat. */
export function touchAgent(
  gateway: Gateway,
  workspace: string,
  agent: string,
  event: EventType,
): void {
  const { self, day } = touched(gateway);
  self.add(`${workspace}\0${agent}`);
  if (OF_THE_DAY.has(event)) day.add(`${workspace}\0${agent}`);
}

/**
 * A turn of the opening hours, a publish and an adjustment move the times at which clocks warn and
 * are breached, without an event of any conversation: the rows of such a workspace are stale.
 */
export function touchRows(gateway: Gateway, workspace: string): void {
  touched(gateway).rows.add(workspace);
}

export function takeStale(gateway: Gateway): string[] {
  const { rows } = touched(gateway);
  const stale = [...rows];
  rows.clear();
  return stale;
}

function* sessionsOf(gateway: Gateway, name: string): Iterable<AgentSession> {
  const [workspace, agent] = name.split("\0");
  yield* gateway.hub.ofAgent(workspace, agent);
}

/** `self` of everybody whose load or presence changed since the last beat. */
export async function beatSelves(gateway: Gateway): Promise<void> {
  const { self } = touched(gateway);
  const names = [...self];
  self.clear();
  // all at once: each answer waits for the batch in flight
  await Promise.all(names.map((name) => sendSelf(gateway, name)));
}

async function sendSelf(gateway: Gateway, name: string): Promise<void> {
  const [workspace, agent] = name.split("\0");
  const sessions = [...sessionsOf(gateway, name)];
  if (sessions.length === 0) return;
  const ask = { agent, conversations: false };
  const reply = await gateway.bus.query(workspace, "agent.live", ask);
  if (!reply.ok) return;
  const said = JSON.stringify(reply.answer.self);
  for (const session of sessions) {
    if (session.saidSelf === said) continue;
    session.saidSelf = said;
    sendTo(gateway, session, { type: "self", self: reply.answer.self });
  }
}

/** The whole desk again for those whose day changed; every half minute. */
export async function beatDays(gateway: Gateway): Promise<void> {
  const { day } = touched(gateway);
  const names = [...day];
  day.clear();
  for (const name of names) {
    for (const session of sessionsOf(gateway, name)) await sendDesk(gateway, session);
  }
}

export async function sendDesk(gateway: Gateway, session: AgentSession): Promise<void> {
  const own = await ownDesk(gateway, session.staff);
  const company = await gateway.companies.get(session.workspace);
  if (!own.ok || !company) return;
  const { conversations } = own.value;
  for (const one of conversations) gateway.hub.join(session, one.conversation);
  const today = await todayOf(gateway, session.staff, company);
  sendTo(gateway, session, {
    type: "desk",
    conversations: await viewsOf(gateway, session.workspace, conversations, session.language),
    groups: groupsShown(session.staff, company),
    ...(today && { today }),
  });
}

const saidLinesOf = new WeakMap<Gateway, Map<string, number>>();

/** The waiting lines of one workspace, at most once a second and only when something changed. */
export async function beatLines(gateway: Gateway, workspace: string): Promise<void> {
  const sessions = [...gateway.hub.staffOf(workspace)];
  if (sessions.length === 0) return;
  const company = await gateway.companies.get(workspace, LINES_AGE_MS);
  if (!company) return;
  let said = saidLinesOf.get(gateway);
  if (!said) saidLinesOf.set(gateway, said = new Map());
  const fresh = sessions.some((one) => one.saidWaiting === "");
  if (said.get(workspace) === company.seq && !fresh) return;
  said.set(workspace, company.seq);
  const filled = company.groups.filter((one) => one.waiting + one.left > 0);
  const heads = await headsOf(gateway, workspace, filled.map((one) => one.group));
  const views = new Map<Language, DeskConversation[]>();
  const frames = new Map<string, LinesFrame>();
  for (const session of sessions) {
    if (session.state !== "live") continue;
    let mine = views.get(session.language);
    if (!mine) {
      mine = await viewsOf(gateway, workspace, heads, session.language);
      views.set(session.language, mine);
    }
    sendLines(gateway, session, company, mine, frames);
  }
}

/** The lines as all see them who are in the same groups and read the same language. */
interface LinesFrame {
  said: string;
  text: string;
}

const LINES_AGE_MS = 900;

function sendLines(
  gateway: Gateway,
  session: AgentSession,
  company: Company,
  heads: readonly DeskConversation[],
  frames: Map<string, LinesFrame>,
): void {
  const groups = groupsShown(session.staff, company);
  const name = [session.language, ...groups.map((one) => one.group)].join("\0");
  let frame = frames.get(name);
  if (!frame) {
    const shown = new Set(groups.map((one) => one.group));
    const mine = heads.filter((one) => shown.has(one.group));
    const lines: AgentFrameOut = { type: "waiting", groups, heads: mine };
    frames.set(name, frame = { said: linesMark(groups, mine), text: JSON.stringify(lines) });
  }
  if (frame.said === session.saidWaiting) return;
  session.saidWaiting = frame.said;
  sendText(gateway, session, frame.text);
}

/** What a reader would see change. */
const linesMark = (groups: readonly GroupSummary[], heads: readonly ConversationLive[]): string =>
  JSON.stringify([
    groups,
    heads.map((
      one,
    ) => [one.conversation, one.state, one.lastSeq, one.visitorPresence, one.breachAt]),
  ]);
