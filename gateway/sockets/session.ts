import type { AgentFrameOut, VisitorFrameOut } from "../../engine/contract/wire/socket.ts";
import { type Refusal, sentenceOf } from "../../engine/contract/wire/refusals.ts";
import type { Gateway } from "../context.ts";
import type { Staff } from "../identity/sessions.ts";
import { randomId } from "../ids.ts";
import type { Language } from "../language.ts";
import { LIMITS } from "../limits/limits.ts";
import type { VisitorPrincipal } from "../visitor/token.ts";

/** What a session needs of a socket; tests hand in a list. */
export interface Wire {
  send(text: string): void;
  close(code: number, reason: string): void;
  readonly bufferedAmount: number;
}

/**
 * `starting`: not told yet where things stand; what arrives meanwhile is dropped, because all that
 * is told is read after the session went live. `live`. `detached`: its reader stopped, nothing is
 * sent until it has drained, then everything is resynchronised. `closed`.
 */
export type SessionState = "starting" | "live" | "detached" | "closed";

interface AnySession {
  id: string;
  wire: Wire;
  workspace: string;
  language: Language;
  address: string;
  state: SessionState;
  /** Monotonic ms of the last change of state. */
  since: number;
  /** Last sequence sent, per conversation: frames not higher are dropped. */
  seen: Map<string, number>;
  /** Conversations being replayed, with the highest sequence that arrived meanwhile. */
  replaying: Map<string, number>;
  /** Conversations whose signals this session gets. */
  audience: Set<string>;
  /** Frames in work, in their order. */
  work: Promise<void>;
  framesInWork: number;
}

export interface VisitorSession extends AnySession {
  kind: "visitor";
  who: VisitorPrincipal;
  presence: "here" | "hidden";
  /** Conversations in line, with what was last said of their place. */
  places: Map<string, { said: string; at: number }>;
}

export interface AgentSession extends AnySession {
  kind: "agent";
  staff: Staff;
  watching: Set<string>;
  /** Last `self` and `waiting` sent, to send only changes. */
  saidSelf: string;
  saidWaiting: string;
}

export type Session = VisitorSession | AgentSession;

/** Asked again after every wait: meanwhile the other side may have left. */
export const isClosed = (session: Session): boolean => session.state === "closed";

export const newSession = (
  wire: Wire,
  workspace: string,
  language: Language,
  address: string,
  now: number,
): AnySession => ({
  id: randomId("s"),
  wire,
  workspace,
  language,
  address,
  state: "starting",
  since: now,
  seen: new Map(),
  replaying: new Map(),
  audience: new Set(),
  work: Promise.resolve(),
  framesInWork: 0,
});

/** False when the frame was not sent, because the session is not live or has just been detached. */
export function sendTo(gateway: Gateway, session: VisitorSession, frame: VisitorFrameOut): boolean;
export function sendTo(gateway: Gateway, session: AgentSession, frame: AgentFrameOut): boolean;
export function sendTo(
  gateway: Gateway,
  session: Session,
  frame: VisitorFrameOut | AgentFrameOut,
): boolean {
  return isOpen(gateway, session) && put(gateway, session, JSON.stringify(frame));
}

/** A frame that many get: written as text once. */
export const sendText = (gateway: Gateway, session: AgentSession, text: string): boolean =>
  isOpen(gateway, session) && put(gateway, session, text);

/** False when nothing may be sent; a reader that has stopped is detached here. */
function isOpen(gateway: Gateway, session: Session): boolean {
  if (session.state !== "live") return false;
  if (session.wire.bufferedAmount > LIMITS.bufferedBytesMax) {
    session.state = "detached";
    session.since = gateway.clock.monotonic();
    gateway.metrics.count("detached_total");
    return false;
  }
  return true;
}

function put(gateway: Gateway, session: Session, text: string): boolean {
  gateway.metrics.count("frames_out_total");
  session.wire.send(text);
  return true;
}

/** Frames that both kinds of session have in common. */
export type SharedFrame = Extract<VisitorFrameOut, AgentFrameOut>;

export const sendAny = (gateway: Gateway, session: Session, frame: SharedFrame): boolean =>
  session.kind === "visitor" ? sendTo(gateway, session, frame) : sendTo(gateway, session, frame);

export function refuseFrame(
  gateway: Gateway,
  session: Session,
  id: string | undefined,
  error: Refusal,
): void {
  const { code, fields, reason, untilAt, retryAfterMs } = error;
  gateway.metrics.count("refusals_total", code);
  sendAny(gateway, session, {
    type: "refused",
    ...(id !== undefined && { id }),
    error: {
      code,
      message: sentenceOf(error, session.language),
      ...(fields && { fields }),
      ...(reason && { reason }),
      ...(untilAt !== undefined && { untilAt }),
      ...(retryAfterMs !== undefined && { retryAfterMs }),
      requestId: randomId("r"),
    },
  });
}

/** Closes with a coded reason; the words are the code's, never the input's. */
export function closeWire(gateway: Gateway, wire: Wire, code: number, reason: string): void {
  gateway.metrics.count("socket_closes_total", String(code));
  try {
    wire.close(code, reason);
  } catch {
    // a socket that is already closing has nothing left to be told
  }
}
