import http from "k6/http";
import { WebSocket } from "k6/websockets";
import { BASE } from "./http.ts";
import { observed, resynchronised } from "./history.ts";

type Frame = { type: string; [field: string]: unknown };

export interface Socket {
  send(frame: Frame): void;
  close(): void;
}

interface Line {
  kind: string;
  seq: number;
  author?: string;
  body?: { text?: string };
}

/** `<number> <sent at> …` at the head of a bench message. */
export function stamp(line: Line): { number: number; sentAt: number } | undefined {
  const [number, sentAt] = (line.body?.text ?? "").split(" ").map(Number);
  return Number.isFinite(sentAt) && sentAt > 1e12 ? { number, sentAt } : undefined;
}

/** Opens a socket with a one-time ticket, writes what it observes into the history. */
export function openSocket(
  path: "visitor" | "agent",
  headers: Record<string, string>,
  observer: string,
  receive: (frame: Frame) => void,
): Socket {
  const ticket = http.post(`${BASE}/api/v1/${path}/tickets`, "{}", {
    headers: { ...headers, "content-type": "application/json", origin: BASE },
    tags: { name: "ticket" },
  });
  if (ticket.status >= 300) throw new Error(`ticket: ${ticket.status} ${ticket.body}`);
  const address = BASE.replace("http", "ws");
  const socket = new WebSocket(`${address}/api/v1/${path}/socket`, null, {
    headers: { ...headers, origin: BASE },
  });
  const send = (frame: Frame) => socket.send(JSON.stringify(frame));
  socket.addEventListener("open", () => {
    send({ type: "authenticate", ticket: JSON.parse(String(ticket.body)).ticket });
  });
  socket.addEventListener("message", (event) => {
    if (!("data" in event)) return;
    const frame = JSON.parse(String(event.data));
    note(observer, frame);
    receive(frame);
  });
  return { send, close: () => socket.close() };
}

function note(observer: string, frame: Frame): void {
  const conversation = String(frame.conversation ?? "");
  if (frame.type === "resync") {
    resynchronised(observer, conversation, Number(frame.lastSeq));
  }
  if (frame.type !== "entry") return;
  const entry = frame.entry as Line;
  const number = entry.kind === "message" ? stamp(entry)?.number : undefined;
  observed(observer, conversation, entry.seq, Number(frame.prev), entry.author, number);
}
