import type { Ticket } from "../../../engine/contract/wire/http.ts";
import type {
  Resume,
  VisitorFrameIn,
  VisitorFrameOut,
} from "../../../engine/contract/wire/socket.ts";
import { backoffMs } from "./backoff.ts";

/**
 * The line to the gateway: one ticket, one socket, and one way back after every kind of loss. A
 * phone freezes a page without closing its socket, and a dead radio looks exactly like silence; so
 * the line trusts only what it hears. Silence is answered by a ping, an unanswered ping by a new
 * connection, and a page that comes back from being frozen measures its silence at once.
 */
export type Line =
  | { state: "idle" }
  | { state: "connecting"; attempt: number }
  | { state: "ready" }
  | { state: "waiting"; attempt: number }
  /** The same session was opened elsewhere; only the visitor takes it back. */
  | { state: "superseded" }
  /** The session is no longer valid; the owner of this line renews it and calls `connect`. */
  | { state: "unauthenticated" };

/** Silence after which a ping is sent, and how long its answer may take. */
export const PING_AFTER_MS = 20_000;
export const PONG_WITHIN_MS = 6_000;
/** From asking for a ticket to `ready`. */
const READY_WITHIN_MS = 10_000;
const RATE_PAUSE_MS = 5_000;
/** A line that held so long starts its pauses from the shortest again when it is lost. */
const STEADY_AFTER_MS = 10_000;

/** Close codes that mean more than "try again" (contract: `SOCKET_CLOSE`). */
const CLOSED = { unauthenticated: 4401, superseded: 4409, rate: 4429 };

export interface Socket {
  send(text: string): void;
  close(): void;
  onMessage: (text: string) => void;
  onClose: (code: number) => void;
  onOpen: () => void;
}
export type TicketAnswer = { ticket: Ticket } | { state: "unauthenticated" } | {
  state: "later";
  retryAfterMs?: number;
};
export interface LinkParts {
  ticket(): Promise<TicketAnswer>;
  socket(path: string): Socket;
  resume(): Resume;
  onLine(line: Line): void;
  onFrame(frame: VisitorFrameOut): void;
  now(): number;
  random(): number;
  /** Calls back once after `ms`; the answer cancels. */
  after(ms: number, call: () => void): () => void;
}
export interface Link {
  connect(): void;
  /** False when the line is not ready: nothing was sent. */
  send(frame: VisitorFrameIn): boolean;
  /** The page is visible again or the network is back: find out now, do not wait for a timer. */
  wake(): void;
  /** Something was missed: come back with a fresh `resume`. */
  restart(): void;
  stop(): void;
}

export function makeLink(parts: LinkParts): Link {
  let line: Line = { state: "idle" };
  let socket: Socket | undefined;
  let attempt = 0;
  let heardAt = 0;
  let readyAt = Infinity;
  /** Rises with every attempt; answers of an older attempt are not listened to. */
  let turn = 0;
  let cancel = () => {};

  const become = (to: Line) => parts.onLine(line = to);
  const timer = (ms: number, call: () => void) => {
    cancel();
    cancel = parts.after(ms, call);
  };

  const drop = () => {
    turn++;
    cancel();
    socket?.close();
    socket = undefined;
  };

  const later = (leastMs = 0) => {
    drop();
    if (parts.now() - readyAt > STEADY_AFTER_MS) attempt = 0;
    readyAt = Infinity;
    become({ state: "waiting", attempt });
    timer(backoffMs(attempt, parts.random(), leastMs), connect);
    attempt++;
  };

  const listen = (path: string, ticket: string) => {
    const mine = turn;
    const opened = parts.socket(path);
    socket = opened;
    opened.onOpen = () => {
      if (mine !== turn) return;
      opened.send(frameText({ type: "authenticate", ticket, resume: parts.resume() }));
    };
    opened.onMessage = (text) => {
      if (mine === turn) hear(text);
    };
    opened.onClose = (code) => {
      if (mine === turn) lost(code);
    };
  };

  const hear = (text: string) => {
    heardAt = parts.now();
    const frame = JSON.parse(text) as VisitorFrameOut;
    if (frame.type === "ready") {
      readyAt = heardAt;
      become({ state: "ready" });
    }
    if (line.state === "ready") timer(PING_AFTER_MS, ping);
    parts.onFrame(frame);
  };

  const ping = () => {
    socket?.send(frameText({ type: "ping" }));
    timer(PONG_WITHIN_MS, () => later());
  };

  const lost = (code: number) => {
    if (code === CLOSED.superseded || code === CLOSED.unauthenticated) {
      drop();
      become({ state: code === CLOSED.superseded ? "superseded" : "unauthenticated" });
    } else later(code === CLOSED.rate ? RATE_PAUSE_MS : 0);
  };

  const connect = () => {
    drop();
    const mine = turn;
    become({ state: "connecting", attempt });
    timer(READY_WITHIN_MS, () => later());
    parts.ticket().then((answer) => {
      if (mine !== turn) return;
      if ("ticket" in answer) listen(answer.ticket.socket, answer.ticket.ticket);
      else if (answer.state === "later") later(answer.retryAfterMs);
      else lost(CLOSED.unauthenticated);
    });
  };

  return {
    connect,
    send(frame) {
      if (line.state !== "ready" || socket === undefined) return false;
      socket.send(frameText(frame));
      return true;
    },
    wake() {
      if (line.state === "waiting") {
        attempt = 0;
        connect();
      } else if (line.state === "ready") {
        if (parts.now() - heardAt > PING_AFTER_MS + PONG_WITHIN_MS) connect();
        else ping();
      }
    },
    restart: () => later(),
    stop() {
      drop();
      become({ state: "idle" });
    },
  };
}

const frameText = (frame: VisitorFrameIn): string => JSON.stringify(frame);
