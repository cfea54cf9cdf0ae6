import { computed, signal } from "@preact/signals";
import type { Entry, FrameError, VisitorFrameOut } from "../../../engine/contract/wire/socket.ts";
import { blockOf, takeBlock } from "./block.ts";
import * as conversations from "./conversations.ts";
import * as delivery from "./delivery.ts";
import { door } from "./door.ts";
import { fillHole } from "./history.ts";
import { type Line, makeLink, type Socket, type TicketAnswer } from "./link.ts";
import { takePush } from "./push.ts";
import { openSession } from "./session.ts";

/** The one connection of this page, as the faces see it. */
export const line = signal<Line>({ state: "idle" });
/** Lost for longer than a first quiet attempt: what is on the page may be out of date. */
export const away = computed(() =>
  (line.value.state === "waiting" || line.value.state === "connecting") && line.value.attempt > 0
);
/** The desk said that it answers slowly just now. */
export const degraded = signal(false);
/** Until when the agent is shown as typing, per conversation; epoch ms of this browser. */
export const typingUntil = signal<{ conversation: string; untilAt: number }>();
/** Rises with every `ready`: what a new connection has to be told again listens to it. */
export const connections = signal(0);

const TYPING_SHOWN_MS = 4_000;

export const link = makeLink({
  ticket,
  socket: openSocket,
  resume: conversations.held,
  onLine,
  onFrame,
  now: () => performance.now(),
  random: Math.random,
  after(ms, call) {
    const timer = setTimeout(call, ms);
    return () => clearTimeout(timer);
  },
});

async function ticket(): Promise<TicketAnswer> {
  const answer = await door.ticket();
  if (answer.ok) return { ticket: answer.value };
  return answer.code === "unauthenticated"
    ? { state: "unauthenticated" }
    : { state: "later", retryAfterMs: answer.retryAfterMs };
}

function openSocket(path: string): Socket {
  const url = new URL(path, location.href);
  url.protocol = url.protocol.replace("http", "ws");
  const raw = new WebSocket(url);
  const socket: Socket = {
    send: (text) => raw.readyState === WebSocket.OPEN && raw.send(text),
    close: () => raw.close(),
    onOpen: () => {},
    onMessage: () => {},
    onClose: () => {},
  };
  raw.onopen = () => socket.onOpen();
  raw.onmessage = (event) => socket.onMessage(String(event.data));
  raw.onclose = (event) => socket.onClose(event.code);
  return socket;
}

function onLine(to: Line): void {
  const was = line.value.state;
  line.value = to;
  if (was === "ready" && to.state !== "ready") delivery.lineLost();
  if (to.state === "unauthenticated") renew();
}

/** The token was refused: the next session takes over what waits in the outbox. */
async function renew(): Promise<void> {
  if (await openSession() && conversations.current.value !== undefined) link.connect();
  else delivery.pump();
}

function onFrame(frame: VisitorFrameOut): void {
  switch (frame.type) {
    case "ready":
      conversations.know(frame.conversations);
      connections.value++;
      return delivery.pump();
    case "entry":
      if (conversations.receive(frame.conversation, frame.prev, frame.entry)) link.restart();
      takePush(frame.entry);
      if (endsByBlock(frame.entry)) takeBlock({});
      if (typingUntil.value?.conversation === frame.conversation) typingUntil.value = undefined;
      return delivery.settle();
    case "resync": {
      const { conversation, entries, completeFrom, lastSeq } = frame;
      conversations.receiveResync(conversation, entries, completeFrom, lastSeq);
      fillHole(conversation);
      return delivery.settle();
    }
    case "state":
      // somebody of the shop turned to the visitor again
      if (frame.conversation.state !== "closed") takeBlock();
      return conversations.know([frame.conversation]);
    case "acknowledged":
      return delivery.acknowledged(frame.id, frame.seq, frame.message);
    case "refused":
      if (frame.id === undefined) return;
      return refused(frame.id, frame.error);
    case "typing":
      typingUntil.value = {
        conversation: frame.conversation,
        untilAt: Date.now() + TYPING_SHOWN_MS,
      };
      return;
    case "read":
      return conversations.receiveRead(frame.conversation, frame.seq);
    case "position":
      return conversations.receivePosition(frame.conversation, frame.position);
    case "degraded":
      degraded.value = frame.degraded;
      return;
    case "pong":
      return;
  }
}

const refused = (id: string, error: FrameError): void =>
  delivery.refused(id, error.code, error.retryAfterMs, blockOf(error));

const endsByBlock = (entry: Entry): boolean =>
  entry.kind === "line" && entry.event.type === "conversation.closed" &&
  entry.event.reason === "blocked";
