import { SOCKET_CLOSE } from "../../engine/contract/wire/refusals.ts";
import type { Gateway } from "../context.ts";
import type { VisitorPrincipal } from "../visitor/token.ts";
import { agentLeft, reportVisitor, visitorLeft } from "./presence.ts";
import { type AgentSession, closeWire, type Session, type VisitorSession } from "./session.ts";

/** Who is connected here: sessions by person and by conversation. */
export interface Hub {
  add(session: Session): void;
  /** The session is over, whatever its socket still does: nobody counts on it from here on. */
  leaveAll(session: Session): void;
  sessions(): Iterable<Session>;
  ofVisitor(workspace: string, visitor: string): Iterable<VisitorSession>;
  ofAgent(workspace: string, agent: string): Iterable<AgentSession>;
  /** Everybody of the staff of a workspace. */
  staffOf(workspace: string): Iterable<AgentSession>;
  join(session: Session, conversation: string): void;
  leave(session: Session, conversation: string): void;
  audience(conversation: string): Iterable<Session>;
  ofPerson(session: Session): number;
  /** A visitor opened a conversation: the engine learns where that visitor's socket is. */
  here(gateway: Gateway, who: VisitorPrincipal, conversation: string): void;
  /** Signed out, or the session ended elsewhere. */
  endSession(session: string): void;
  /** All of its sessions, or all but one. */
  endAccount(account: string, except?: string): void;
  /** Bound once by the server, so that sessions can be ended from anywhere. */
  bind(gateway: Gateway): void;
  counts(): { visitors: number; staff: number; detached: number };
}

const NOBODY: ReadonlySet<never> = new Set<never>();

function put<T>(index: Map<string, Set<T>>, key: string, value: T): void {
  const found = index.get(key);
  if (found) found.add(value);
  else index.set(key, new Set([value]));
}

function take<T>(index: Map<string, Set<T>>, key: string, value: T): void {
  const found = index.get(key);
  found?.delete(value);
  if (found?.size === 0) index.delete(key);
}

const visitorKey = (workspace: string, visitor: string) => `${workspace}\0${visitor}`;

export function createHub(): Hub {
  const all = new Set<Session>();
  const visitors = new Map<string, Set<VisitorSession>>();
  const agents = new Map<string, Set<AgentSession>>();
  const staff = new Map<string, Set<AgentSession>>();
  const audiences = new Map<string, Set<Session>>();
  let bound: Gateway | undefined;

  const index = (session: Session, change: typeof put) => {
    if (session.kind === "visitor") {
      change(visitors, visitorKey(session.workspace, session.who.visitor), session);
      return;
    }
    change(staff, session.workspace, session);
    const { agent } = session.staff;
    if (agent !== undefined) change(agents, visitorKey(session.workspace, agent), session);
  };

  const end = (matches: (session: AgentSession) => boolean) => {
    for (const session of [...all]) {
      if (session.kind !== "agent" || !matches(session) || !bound) continue;
      over(session);
      closeWire(bound, session.wire, SOCKET_CLOSE.unauthenticated, "unauthenticated");
    }
  };

  /** At once, and not when the other side answers the close: who was shut out may never answer. */
  function over(session: Session): void {
    session.state = "closed";
    if (!all.delete(session)) return;
    index(session, take);
    for (const conversation of session.audience) take(audiences, conversation, session);
    session.audience.clear();
    if (!bound) return;
    if (session.kind === "visitor") visitorLeft(bound, session);
    else agentLeft(bound, session);
  }

  return {
    add(session) {
      all.add(session);
      index(session, put);
    },
    leaveAll: over,
    sessions: () => all,
    ofVisitor: (workspace, visitor) => visitors.get(visitorKey(workspace, visitor)) ?? NOBODY,
    ofAgent: (workspace, agent) => agents.get(visitorKey(workspace, agent)) ?? NOBODY,
    staffOf: (workspace) => staff.get(workspace) ?? NOBODY,
    join(session, conversation) {
      // who left while something was looked up is not kept
      if (!all.has(session)) return;
      session.audience.add(conversation);
      put(audiences, conversation, session);
    },
    leave(session, conversation) {
      session.audience.delete(conversation);
      take(audiences, conversation, session);
    },
    audience: (conversation) => audiences.get(conversation) ?? NOBODY,
    ofPerson(session) {
      if (session.kind === "visitor") {
        return visitors.get(visitorKey(session.workspace, session.who.visitor))?.size ?? 0;
      }
      let count = 0;
      for (const one of staff.get(session.workspace) ?? NOBODY) {
        if (one.staff.account === session.staff.account) count++;
      }
      return count;
    },
    here(gateway, who, conversation) {
      const sessions = visitors.get(visitorKey(who.workspace, who.visitor));
      if (!sessions) return;
      for (const session of sessions) this.join(session, conversation);
      reportVisitor(gateway, who, "here");
    },
    endSession: (session) => end((one) => one.staff.session === session),
    endAccount: (account, except) =>
      end(({ staff }) => staff.account === account && staff.session !== except),
    bind: (gateway) => void (bound = gateway),
    counts() {
      let visitorCount = 0, detached = 0;
      for (const session of all) {
        if (session.kind === "visitor") visitorCount++;
        if (session.state === "detached") detached++;
      }
      return { visitors: visitorCount, staff: all.size - visitorCount, detached };
    },
  };
}
