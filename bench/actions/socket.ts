import http from "k6/http";
import { WebSocket } from "k6/websockets";
import { BASE } from "./http.ts";
import { observed, type Outcome, outcome, resynchronised, sent } from "./history.ts";

export type Frame = { type: string; [field: string]: unknown };

export interface Socket {
  send(frame: Frame): void;
  /** A message with its history: sent before it leaves, acknowledged when the desk says so. */
  say(id: string, conversation: string, text: string): void;
  close(): void;
}

export interface SocketParts {
  path: "visitor" | "agent";
  headers: Record<string, string>;
  observer: string;
  ticket: string;
  /** The last sequence that the client has, per conversation. */
  resume?: Record<string, number>;
  receive: (frame: Frame) => void;
  /** A type of frame that this client does not look into: parsing costs the load its cores. */
  skips?: string;
  /** Closed by the other side, or broken. */
  lost?: (code: number) => void;
}

interface Line {
  kind: string;
  seq: number;
  author?: string;
  body?: { text?: string };
}

/** `<number> <sent at> …` at the head of a bench message. */
function stamp(line: Line): { number: number; sentAt: number } | undefined {
  const [number, sentAt] = (line.body?.text ?? "").split(" ").map(Number);
  return Number.isFinite(sentAt) && sentAt > 1e12 ? { number, sentAt } : undefined;
}

/** How long a line was under way, when a bench client wrote it. */
export function underWayMs(entry: unknown): number | undefined {
  const line = entry as Line;
  const at = line.kind === "message" ? stamp(line) : undefined;
  return at && Date.now() - at.sentAt;
}

/** A one-time ticket for a socket. */
export function ticketOf(path: "visitor" | "agent", headers: Record<string, string>): string {
  const ticket = http.post(`${BASE}/api/v1/${path}/tickets`, "{}", {
    headers: { ...headers, "content-type": "application/json", origin: BASE },
    tags: { name: "ticket" },
  });
  if (ticket.status >= 300) throw new Error(`ticket: ${ticket.status} ${ticket.body}`);
  return JSON.parse(String(ticket.body)).ticket;
}

/** Opens a socket with its ticket, writes what it observes into the history. */
export function openSocket(parts: SocketParts): Socket {
  const { path, headers, observer, receive } = parts;
  const address = BASE.replace("http", "ws");
  const socket = new WebSocket(`${address}/api/v1/${path}/socket`, null, {
    headers: { ...headers, origin: BASE },
  });
  const saidAt = new Map<string, number>();
  let over = false;
  const send = (frame: Frame) => socket.send(JSON.stringify(frame));
  socket.addEventListener("open", () => {
    send({ type: "authenticate", ticket: parts.ticket, resume: parts.resume });
  });
  socket.addEventListener("message", (event) => {
    if (!("data" in event)) return;
    const text = String(event.data);
    if (parts.skips !== undefined && text.startsWith(`{"type":"${parts.skips}"`)) return;
    const frame = JSON.parse(text);
    keep(observer, saidAt, frame);
    receive(frame);
  });
  socket.addEventListener("close", (event) => {
    if (!over) parts.lost?.((event as { code?: number }).code ?? 0);
    over = true;
  });
  return {
    send,
    say(id, conversation, text) {
      sent(observer, id, "conversation.message");
      saidAt.set(id, Date.now());
      const body = { kind: "text", text };
      const visibility = path === "agent" ? { visibility: "all" } : {};
      send({ type: "message", id, conversation, body, ...visibility });
    },
    close() {
      over = true;
      socket.close();
    },
  };
}

/** The history's part of a frame. */
function keep(observer: string, saidAt: Map<string, number>, frame: Frame): void {
  const conversation = String(frame.conversation ?? "");
  switch (frame.type) {
    case "acknowledged":
    case "refused": {
      const id = frame.id === undefined ? undefined : String(frame.id);
      const at = id === undefined ? undefined : saidAt.get(id);
      if (id === undefined || at === undefined) return;
      saidAt.delete(id);
      const status = frame.type === "acknowledged" ? 200 : 400;
      const got = (status === 200 ? frame : frame.error) as Outcome;
      return outcome(observer, id, "conversation.message", status, got, Date.now() - at);
    }
    case "resync":
      return resynchronised(observer, conversation, Number(frame.lastSeq));
    case "entry": {
      const entry = frame.entry as Line;
      const { seq, author } = entry;
      const number = entry.kind === "message" ? stamp(entry)?.number : undefined;
      const prev = Number(frame.prev);
      return observed({
        observer,
        conversation,
        seq,
        prev,
        author,
        number,
        ms: underWayMs(entry),
      });
    }
  }
}
