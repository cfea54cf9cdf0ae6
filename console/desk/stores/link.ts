import { signal } from "@preact/signals";
import type { AgentFrameIn, AgentFrameOut, Resume } from "../../../engine/contract/wire/socket.ts";
import type { LightPart } from "../../../engine/contract/wire/desk.ts";
import { serverNow } from "../../kit/tick.ts";
import { api } from "../wire/api.ts";
import { type Connection, type ConnectionState, createConnection } from "../wire/connection.ts";

/** The tab's one socket. */
export const link = signal<ConnectionState>({ state: "idle" });

/** The gateway is running with reduced service. */
export const degraded = signal(false);

/** What the company leaves out for now. */
export const lightened = signal<readonly LightPart[]>([]);

let connection: Connection | undefined;

export function openLink(handlers: {
  resume(): Resume;
  onFrame(frame: AgentFrameOut): void;
  onState(state: ConnectionState): void;
}): () => void {
  const opened = createConnection({
    ticket: api.ticket,
    open: (path) => new WebSocket(new URL(path, location.href.replace(/^http/, "ws"))),
    resume: handlers.resume,
    now: serverNow,
    random: Math.random,
    after: (ms, run) => {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
  }, {
    onFrame: handlers.onFrame,
    onState: (state) => {
      link.value = state;
      handlers.onState(state);
    },
  });
  connection = opened;
  const wake = () => document.visibilityState === "visible" && opened.retryNow();
  addEventListener("online", wake);
  document.addEventListener("visibilitychange", wake);
  opened.start();
  return () => {
    removeEventListener("online", wake);
    document.removeEventListener("visibilitychange", wake);
    opened.stop();
    connection = undefined;
  };
}

/** False when it could not be sent; what must arrive goes through the outbox. */
export const transmit = (frame: AgentFrameIn): boolean => connection?.send(frame) ?? false;

export const reconnectNow = (): void => connection?.retryNow();
