import type { Configuration } from "../../contract/wire/configuration.ts";
import type { Event } from "../../contract/wire/events.ts";
import type { AgentRecord } from "../../contract/wire/roster.ts";
import type { Presence } from "../../contract/wire/states.ts";
import type { AgentChange, RecordedDay, Visit } from "./recorded_day.ts";

/**
 * Reads one day off a workspace's events: who is employed and present is known from what came before,
 * the journal from its beginning or a snapshot (`begin.ts`). Somebody gives up who closes the conversation while waiting, or
 * who closes the page and has not come back when an agent takes it.
 */
export interface Recorder {
  dayBeginsAt: number;
  dayEndsAt: number;
  /** The configuration in force, and how many met each that day. */
  hash: string;
  met: Map<string, number>;
  /** The one that met most. */
  inForce(): string;
  agents: Map<string, Employed>;
  open: Map<string, Going>;
  ofVisitor: Map<string, Set<Going>>;
  /** The last that was heard, epoch ms. */
  heardAt: number;
  visits: Visit[];
}

interface Employed {
  record?: AgentRecord;
  presence: Presence;
  connected: boolean;
  chats: number;
  changes: AgentChange[];
}

/** A conversation on its way; times are epoch ms. */
interface Going {
  visit: Visit;
  openedAt: number;
  agent?: string;
  answeredAt?: number;
  goneAt?: number;
}

/** A day with more is not replayed in memory. */
const VISITS_MAX = 1_000_000;

export const createRecorder = (dayBeginsAt: number, dayEndsAt: number): Recorder => ({
  dayBeginsAt,
  dayEndsAt,
  hash: "",
  met: new Map(),
  inForce() {
    const [most] = [...this.met].sort((a, b) => b[1] - a[1]);
    return most?.[0] ?? this.hash;
  },
  agents: new Map(),
  open: new Map(),
  ofVisitor: new Map(),
  heardAt: 0,
  visits: [],
});

export function record(recorder: Recorder, event: Event): void {
  recorder.heardAt = event.at;
  if (event.at >= recorder.dayEndsAt) return;
  if (event.type === "config.published") return void (recorder.hash = event.hash);
  if (event.type === "roster.changed") {
    return change(recorder, event.agent, event.at, { record: event.record });
  }
  if (event.type.startsWith("agent.")) return agentEvent(recorder, event);
  if (event.type === "conversation.opened") return opened(recorder, event);
  if (event.type === "visitor.presence_changed") return visitorMoved(recorder, event);
  if (event.type.startsWith("conversation.")) conversationEvent(recorder, event);
}

function agentEvent(recorder: Recorder, event: Event): void {
  switch (event.type) {
    case "agent.presence_changed":
      return change(recorder, event.agent, event.at, { presence: event.presence });
    case "agent.connected":
      return change(recorder, event.agent, event.at, { connected: true });
    case "agent.disconnected":
      if (event.left === "connected") return;
      return change(recorder, event.agent, event.at, { connected: event.left === "unconfirmed" });
    case "agent.gone":
      return change(recorder, event.agent, event.at, { connected: false });
  }
}

const employed = ({ agents }: Recorder, agent: string): Employed => {
  const known = agents.get(agent);
  if (known !== undefined) return known;
  const made: Employed = { presence: "offline", connected: false, chats: 0, changes: [] };
  agents.set(agent, made);
  return made;
};

/** How somebody stood before the day, and before the first event that is read. */
export const employ = (
  recorder: Recorder,
  agent: string,
  how: Pick<Employed, "record" | "presence" | "connected">,
): void => change(recorder, agent, recorder.dayBeginsAt, how);

/** Who is away from the desk or out of the roster takes nothing: offline. */
function change(
  recorder: Recorder,
  agent: string,
  at: number,
  what: Partial<Pick<Employed, "record" | "presence" | "connected">>,
): void {
  const one = employed(recorder, agent);
  const before = one.record;
  Object.assign(one, what);
  const known = one.record ?? before;
  if (known === undefined) return;
  const here = one.connected && one.record !== undefined;
  const presence = here ? one.presence : "offline";
  const last = one.changes.at(-1);
  if (last?.presence === presence && last.record === known) return;
  const next = { at: Math.max(0, at - recorder.dayBeginsAt), presence, record: known };
  if (last?.at === next.at) one.changes.pop();
  one.changes.push(next);
}

function opened(recorder: Recorder, event: Event<"conversation.opened">): void {
  const { at, visitor, channel, route, topic, group, returning } = event;
  if (at < recorder.dayBeginsAt || recorder.visits.length >= VISITS_MAX) return;
  const visit: Visit = {
    openedAt: at - recorder.dayBeginsAt,
    visitor,
    channel,
    route,
    topic,
    group,
    class: event.class,
    returning: returning ?? false,
    outcome: "waiting",
    waitMs: 0,
    silent: false,
  };
  recorder.met.set(recorder.hash, (recorder.met.get(recorder.hash) ?? 0) + 1);
  recorder.visits.push(visit);
  const going: Going = { visit, openedAt: at };
  recorder.open.set(event.conversation, going);
  const others = recorder.ofVisitor.get(visitor);
  if (others === undefined) recorder.ofVisitor.set(visitor, new Set([going]));
  else others.add(going);
}

function visitorMoved(recorder: Recorder, event: Event<"visitor.presence_changed">): void {
  for (const going of recorder.ofVisitor.get(event.visitor) ?? []) {
    if (going.visit.outcome !== "waiting") continue;
    if (event.presence !== "gone") going.goneAt = undefined;
    else going.goneAt ??= event.at;
  }
}

function conversationEvent(recorder: Recorder, event: Event): void {
  if (!("conversation" in event)) return;
  const going = recorder.open.get(event.conversation);
  if (going === undefined) return;
  switch (event.type) {
    case "conversation.assigned":
      return assigned(recorder, going, event);
    case "conversation.transferred":
      leaveAgent(recorder, going);
      going.agent = event.to;
      employed(recorder, event.to).chats++;
      return;
    case "conversation.reclaimed":
    case "conversation.parked":
      return leaveAgent(recorder, going);
    case "conversation.switched":
      return switched(recorder, going, event);
    case "conversation.left":
      if (going.visit.outcome === "waiting") endWait(going, "left", event.at);
      return;
    case "conversation.closed":
      return closed(recorder, going, event);
  }
}

/** With a bot nobody waits for an agent; who leaves it comes at that moment. */
function switched(recorder: Recorder, going: Going, event: Event<"conversation.switched">): void {
  const { visit } = going;
  if (event.from === "bot" && visit.outcome === "bot") {
    visit.outcome = "waiting";
    visit.openedAt = event.at - recorder.dayBeginsAt;
    going.openedAt = event.at;
  }
  if (event.to === "bot" && visit.outcome === "waiting") visit.outcome = "bot";
  if (event.to === "left" && visit.outcome === "waiting") endWait(going, "left", event.at);
}

function assigned(recorder: Recorder, going: Going, event: Event<"conversation.assigned">): void {
  const { visit } = going;
  const agent = employed(recorder, event.agent);
  leaveAgent(recorder, going);
  agent.chats++;
  going.agent = event.agent;
  if (going.answeredAt !== undefined) return;
  going.answeredAt = event.at;
  visit.chats = agent.chats;
  if (visit.outcome !== "waiting") return;
  if (going.goneAt === undefined) return endWait(going, "answered", event.at);
  visit.silent = true;
  endWait(going, "gaveUp", going.goneAt);
}

const endWait = ({ visit, openedAt }: Going, outcome: Visit["outcome"], at: number): void => {
  visit.outcome = outcome;
  visit.waitMs = at - openedAt;
};

function leaveAgent(recorder: Recorder, going: Going): void {
  if (going.agent !== undefined) employed(recorder, going.agent).chats--;
  going.agent = undefined;
}

function closed(recorder: Recorder, going: Going, event: Event<"conversation.closed">): void {
  const { visit, answeredAt, goneAt } = going;
  leaveAgent(recorder, going);
  if (answeredAt !== undefined) visit.servedMs = Math.max(1, event.at - answeredAt);
  else if (visit.outcome === "waiting") {
    visit.silent = goneAt !== undefined;
    endWait(going, "gaveUp", goneAt ?? event.at);
  }
  recorder.open.delete(event.conversation);
  const others = recorder.ofVisitor.get(visit.visitor);
  others?.delete(going);
  if (others?.size === 0) recorder.ofVisitor.delete(visit.visitor);
}

/** What the day came to; whoever still waits has waited to the end. */
export function recordedDay(
  recorder: Recorder,
  day: string,
  answerWithinMs: number,
  configuration: Configuration,
): RecordedDay {
  const end = Math.min(recorder.heardAt, recorder.dayEndsAt) - recorder.dayBeginsAt;
  for (const { visit, goneAt, openedAt } of recorder.open.values()) {
    if (visit.outcome !== "waiting") continue;
    visit.waitMs = Math.max(0, end - visit.openedAt);
    if (goneAt === undefined) continue;
    visit.silent = true;
    endWait({ visit, openedAt }, "gaveUp", goneAt);
  }
  const agents = [...recorder.agents].flatMap(([agent, { changes }]) =>
    changes.some(({ presence }) => presence === "online") ? [{ agent, changes }] : []
  );
  return {
    day,
    answerWithinMs,
    configuration,
    changed: recorder.met.size > 1,
    untilMs: end,
    over: recorder.heardAt >= recorder.dayEndsAt,
    visits: recorder.visits.filter(({ outcome }) => outcome !== "bot"),
    agents,
  };
}
