import type { AgentFrameIn, AgentFrameOut, Resume } from "../../../engine/contract/wire/socket.ts";
import type { Ticket } from "../../../engine/contract/wire/http.ts";
import type { Answer } from "./http.ts";

/**
 * The tab's socket and its way back. A connection ends in many ways, not all of them announced: a
 * closed frame, a phone that slept, a network that swallows packets. So every connection is proven
 * by pings, a lost one is opened again with growing, random pauses, and each opening says what this
 * tab already holds, so that the gateway sends exactly the rest.
 */
export type ConnectionState =
  | { state: "idle" }
  | { state: "connecting"; attempt: number }
  | { state: "live" }
  | { state: "waiting"; attempt: number; retryAt: number }
  /** Signed out elsewhere or not allowed: trying again would not help. */
  | { state: "ended"; reason: "unauthenticated" | "forbidden" };

/** What the connection needs of the world; tests put their own in. */
export interface World {
  ticket(): Promise<Answer<Ticket>>;
  open(path: string): WebSocket;
  resume(): Resume;
  now(): number;
  random(): number;
  after(ms: number, run: () => void): () => void;
}

interface ConnectionHandlers {
  onState(state: ConnectionState): void;
  onFrame(frame: AgentFrameOut): void;
}

export interface Connection {
  start(): void;
  stop(): void;
  /** Opens again now, for instance when the network is back or the tab is shown. */
  retryNow(): void;
  /** False when there is no live connection; nothing is queued here. */
  send(frame: AgentFrameIn): boolean;
}

/** First pause before another attempt, and the longest. */
const PAUSE_MS_FIRST = 500;
const PAUSE_MS_MAX = 15_000;
const PING_EVERY_MS = 15_000;
/** A ping without an answer for so long means that the connection is dead. */
const PONG_WITHIN_MS = 8_000;
/** An opening that takes longer is given up. */
const READY_WITHIN_MS = 10_000;

/** Closed for a reason that coming back at once would only repeat: bad frame, forbidden, rate, load. */
const UNHURRIED: ReadonlySet<number> = new Set([4400, 4403, 4409, 4429, 1013]);
const UNHURRIED_PAUSE_MS = 5_000;

/** Full jitter: after a gateway restart not everybody comes back in the same second. */
export function pauseMs(attempt: number, random: number): number {
  const longest = Math.min(PAUSE_MS_MAX, PAUSE_MS_FIRST * 2 ** Math.min(attempt, 10));
  return Math.round(longest * (0.25 + 0.75 * random));
}

export function createConnection(world: World, handlers: ConnectionHandlers): Connection {
  let current: ConnectionState = { state: "idle" };
  let socket: WebSocket | undefined;
  let cancel = () => {};
  /** Counts openings; what an older one still reports is ignored. */
  let opening = 0;

  const become = (state: ConnectionState) => handlers.onState(current = state);
  const wait = (ms: number, run: () => void) => {
    cancel();
    cancel = world.after(ms, run);
  };
  const drop = () => {
    opening++;
    cancel();
    socket?.close();
    socket = undefined;
  };
  const lost = (attempt: number, atLeastMs = 0) => {
    drop();
    const ms = Math.max(atLeastMs, pauseMs(attempt, world.random()));
    become({ state: "waiting", attempt: attempt + 1, retryAt: world.now() + ms });
    wait(ms, () => connect(attempt + 1));
  };
  const end = (reason: "unauthenticated" | "forbidden") => {
    drop();
    become({ state: "ended", reason });
  };

  const ping = () => {
    if (!transmit({ type: "ping" })) return;
    wait(PONG_WITHIN_MS, () => lost(0));
  };
  const transmit = (frame: AgentFrameIn): boolean => {
    if (socket?.readyState !== WebSocket.OPEN) return false;
    socket.send(JSON.stringify(frame));
    return true;
  };
  const receive = (frame: AgentFrameOut) => {
    if (frame.type === "ready") become({ state: "live" });
    if (frame.type === "ready" || frame.type === "pong") wait(PING_EVERY_MS, ping);
    handlers.onFrame(frame);
  };

  async function connect(attempt: number): Promise<void> {
    drop();
    const mine = ++opening;
    become({ state: "connecting", attempt });
    const answer = await world.ticket();
    if (mine !== opening) return;
    if (!answer.ok) {
      const { code, retryAfterMs } = answer.fault;
      if (code === "unauthenticated" || code === "forbidden") return end(code);
      return lost(attempt, retryAfterMs);
    }
    listen(world.open(answer.value.socket), answer.value.ticket, mine, attempt);
  }

  function listen(opened: WebSocket, ticket: string, mine: number, attempt: number): void {
    socket = opened;
    wait(READY_WITHIN_MS, () => lost(attempt));
    opened.addEventListener("open", () => {
      if (mine === opening) transmit({ type: "authenticate", ticket, resume: world.resume() });
    });
    opened.addEventListener("message", (event) => {
      if (mine === opening) receive(JSON.parse(event.data as string) as AgentFrameOut);
    });
    opened.addEventListener("close", (event) => {
      if (mine !== opening) return;
      lost(
        current.state === "live" ? 0 : attempt,
        UNHURRIED.has(event.code) ? UNHURRIED_PAUSE_MS : 0,
      );
    });
  }

  return {
    start: () => void connect(0),
    stop: () => {
      drop();
      become({ state: "idle" });
    },
    retryNow: () => {
      if (current.state === "waiting") void connect(current.attempt);
      if (current.state === "live") ping();
    },
    send: (frame) => current.state === "live" && transmit(frame),
  };
}
