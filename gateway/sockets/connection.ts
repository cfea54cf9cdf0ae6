import { DatabaseUnavailable } from "../../engine/contract/ports/database.ts";
import { KeysUnavailable } from "../../engine/contract/ports/keys.ts";
import { SOCKET_CLOSE } from "../../engine/contract/wire/refusals.ts";
import type { AgentFrameIn, Resume, VisitorFrameIn } from "../../engine/contract/wire/socket.ts";
import type { Gateway } from "../context.ts";
import type { Staff } from "../identity/sessions.ts";
import type { Language } from "../language.ts";
import { LIMITS } from "../limits/limits.ts";
import { errorFields } from "../log.ts";
import { agentFrame, beginAgent } from "./agent_session.ts";
import { type Incoming, readAgentFrame, readFirstFrame, readVisitorFrame } from "./frames.ts";
import { closeWire, newSession, refuseFrame, sendAny, type Session, type Wire } from "./session.ts";
import { beginVisitor, visitorFrame } from "./visitor_session.ts";

/** What is known of a socket before its first frame. */
export interface Knock {
  kind: "visitor" | "agent";
  address: string;
  language: Language;
  /** Told once a ticket has named somebody. */
  named?: () => void;
  /** Staff by the cookie of the upgrade: the ticket must be of the same session. */
  staff?: Staff;
}

/**
 * A socket's life: nobody until a ticket names somebody (and nothing is kept for a nobody but a
 * timer), then a session until it closes.
 */
export interface SocketConnection {
  receive(data: unknown): void;
  closed(): void;
}

/** Typing and reading are dropped while so much is in work; messages never are. */
const LOSSY_BEHIND = 8;

/** Frames of somebody who is not known yet; a client of ours sends none before it was answered. */
const EARLY_MAX = 4;

export function openConnection(gateway: Gateway, wire: Wire, knock: Knock): SocketConnection {
  let session: Session | undefined;
  let over = false;
  /** What came while the ticket was looked up, in its order. */
  let early: unknown[] | undefined;
  const timer = setTimeout(() => {
    if (!session) end(SOCKET_CLOSE.tooLate, "too_slow");
  }, LIMITS.authenticateWithinMs);

  function end(code: number, reason: string): void {
    if (over) return;
    over = true;
    clearTimeout(timer);
    if (session) gateway.hub.leaveAll(session);
    closeWire(gateway, wire, code, reason);
  }

  async function authenticate(data: unknown): Promise<void> {
    const first = readFirstFrame(data);
    if (first.is === "closing") return end(first.code, first.reason);
    if (first.is === "refused") return end(SOCKET_CLOSE.badFrame, "invalid");
    early = [];
    const found = await admitted(gateway, wire, knock, first.frame.ticket);
    if (over) return;
    if (!found) return end(SOCKET_CLOSE.unauthenticated, "unauthenticated");
    session = found;
    clearTimeout(timer);
    knock.named?.();
    if (gateway.hub.ofPerson(session) >= LIMITS.socketsPerPersonMax) {
      return end(SOCKET_CLOSE.rate, "rate_limited");
    }
    gateway.hub.add(session);
    inTurn(gateway, found, undefined, () => begin(gateway, found, first.frame.resume ?? {}));
    const waiting = early;
    early = undefined;
    for (const frame of waiting) known(found, frame);
  }

  function known(session: Session, data: unknown): void {
    if (over) return;
    if (session.state === "closed") return;
    if (gateway.budgets.take("framesPerSocket", session.id) > 0) {
      return end(SOCKET_CLOSE.rate, "rate_limited");
    }
    const incoming = session.kind === "visitor" ? readVisitorFrame(data) : readAgentFrame(data);
    if (incoming.is === "closing") return end(incoming.code, incoming.reason);
    if (session.framesInWork >= LIMITS.framesInWorkMax) {
      return end(SOCKET_CLOSE.rate, "rate_limited");
    }
    take(gateway, session, incoming);
  }

  return {
    receive(data) {
      if (over) return;
      gateway.metrics.count("frames_in_total");
      if (early === undefined) {
        if (session) known(session, data);
        else {
          authenticate(data).catch((error) => {
            gateway.onLog({ level: "error", event: "socket.failed", ...errorFields(error) });
            end(SOCKET_CLOSE.tryLater, "try_later");
          });
        }
      } else if (early.length < EARLY_MAX) early.push(data);
      else end(SOCKET_CLOSE.rate, "rate_limited");
    },
    closed() {
      over = true;
      clearTimeout(timer);
      if (session) gateway.hub.leaveAll(session);
    },
  };
}

const begin = (gateway: Gateway, session: Session, resume: Resume): Promise<void> =>
  session.kind === "visitor"
    ? beginVisitor(gateway, session, resume)
    : beginAgent(gateway, session, resume);

/** The session a ticket stands for, or nothing: used twice, too old, or another's. */
async function admitted(
  gateway: Gateway,
  wire: Wire,
  knock: Knock,
  ticket: string,
): Promise<Session | undefined> {
  const holder = await gateway.tickets.redeem(ticket);
  if (!holder || holder.kind !== knock.kind) return undefined;
  const now = gateway.clock.monotonic();
  if (holder.kind === "visitor") {
    const { who } = holder;
    return {
      kind: "visitor",
      who,
      presence: "here",
      places: new Map(),
      ...newSession(wire, who.workspace, who.language, knock.address, now),
    };
  }
  if (holder.staff.session !== knock.staff?.session) return undefined;
  return {
    kind: "agent",
    staff: holder.staff,
    watching: new Set(),
    saidSelf: "",
    saidWaiting: "",
    ...newSession(wire, holder.staff.workspace, knock.language, knock.address, now),
  };
}

function take(
  gateway: Gateway,
  session: Session,
  incoming: Incoming<VisitorFrameIn> | Incoming<AgentFrameIn>,
): void {
  if (incoming.is === "closing") return;
  if (incoming.is === "refused") {
    return refuseFrame(gateway, session, incoming.id, incoming.error);
  }
  const { frame } = incoming;
  if (frame.type === "ping") {
    sendAny(gateway, session, { type: "pong", at: gateway.clock.wall() });
    return;
  }
  const lossy = frame.type === "typing" || frame.type === "read";
  if (lossy && session.framesInWork > LOSSY_BEHIND) return;
  const id = frame.type === "message" ? frame.id : undefined;
  inTurn(
    gateway,
    session,
    id,
    () =>
      session.kind === "visitor"
        ? visitorFrame(gateway, session, frame as VisitorFrameIn)
        : agentFrame(gateway, session, frame as AgentFrameIn),
  );
}

/** One after the other, so that an author's messages keep the author's order. */
function inTurn(
  gateway: Gateway,
  session: Session,
  id: string | undefined,
  work: () => Promise<void>,
): void {
  session.framesInWork++;
  session.work = session.work.then(work).catch((error) => {
    if (error instanceof DatabaseUnavailable || error instanceof KeysUnavailable) {
      return refuseFrame(gateway, session, id, { code: "unavailable" });
    }
    gateway.onLog({ level: "error", event: "frame.failed", ...errorFields(error) });
    refuseFrame(gateway, session, id, { code: "internal" });
  }).finally(() => session.framesInWork--);
}
