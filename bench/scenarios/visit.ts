import encoding from "k6/encoding";
import { failure, note } from "../actions/history.ts";
import { key } from "../actions/http.ts";
import { type Guest, guestOf, openAt, ticketFor, upload, visitorDoes } from "../actions/people.ts";
import { type Frame, openSocket, type Socket } from "../actions/socket.ts";
import type { VisitorStory } from "../plan/story.ts";

/** One visitor's story from the page's first request to its last. */
export interface Visit {
  route: string;
  /** Epoch ms at which this visitor was to arrive. */
  due: number;
  /** Until the whole run ends. */
  leftMs: number;
}

interface Visitor {
  self: Guest;
  story: VisitorStory;
  socket?: Socket;
  conversation: string;
  openedAt: number;
  state: string;
  answered: boolean;
  turns: number;
  number: number;
  /** Last sequence seen, for coming back. */
  seen: number;
  /** The range shown first, to be judged by the wait that came. */
  shown?: { fromMs: number; toMs: number; at: number };
  position: { at: number; gapMs: number; count: number };
  /** Epoch ms; what would come later is not waited for, or the run would not end. */
  endsAt: number;
  over: boolean;
}

export async function visit(story: VisitorStory, { route, due, leftMs }: Visit): Promise<void> {
  note({ kind: "arrived", lateMs: Date.now() - due });
  const self = await guestOf(route);
  if (!self) return failure("session");
  const one: Visitor = {
    self,
    story,
    conversation: "",
    openedAt: 0,
    state: "",
    answered: false,
    turns: 0,
    number: 0,
    seen: 0,
    position: { at: 0, gapMs: 0, count: 0 },
    endsAt: due + leftMs,
    over: false,
  };
  setTimeout(() => end(one), Math.max(0, one.endsAt - Date.now()));
  if (!await connect(one)) return;
  one.openedAt = Date.now();
  const opened = await openAt(self, route);
  if (opened.status !== 201) {
    failure("open", opened);
    return end(one);
  }
  one.conversation = String(opened.body.conversation);
  become(one, (opened.body.opened as { state: string }).state);
  later(one, story.patienceMs, () => loseHeart(one));
  if (story.reconnectAfterMs !== undefined) {
    later(one, story.reconnectAfterMs, () => comeBack(one));
  }
}

function later({ endsAt }: Visitor, ms: number, what: () => void): void {
  if (Date.now() + ms < endsAt) setTimeout(what, ms);
}

async function connect(one: Visitor): Promise<boolean> {
  const ticket = await ticketFor("visitor", one.self);
  if (ticket === undefined) {
    failure("ticket");
    return false;
  }
  // gone while the ticket was on its way
  if (one.over) return false;
  const { headers, client: observer } = one.self;
  one.socket = openSocket({
    path: "visitor",
    headers,
    observer,
    ticket,
    ...(one.conversation !== "" && { resume: { [one.conversation]: one.seen } }),
    receive: (frame) => receive(one, frame),
    lost: (code) => note({ kind: "socket_lost", code, side: "visitor" }),
  });
  note({ kind: "socket_opened", side: "visitor" });
  return true;
}

function receive(one: Visitor, frame: Frame): void {
  switch (frame.type) {
    case "state": {
      const { conversation, state } = frame.conversation as { conversation: string; state: string };
      one.conversation = conversation; // the feed may be quicker than the answer to the open
      return become(one, state);
    }
    case "position":
      return placed(one, frame.position as { estimate?: { fromMs: number; toMs: number } });
    case "refused":
      return failure("visitor's frame", {
        status: 400,
        body: frame.error as { code?: string },
      });
    case "entry": {
      const entry = frame.entry as { seq: number; kind: string; from?: string };
      one.seen = entry.seq;
      if (entry.kind === "message" && entry.from === "agent") heard(one);
    }
  }
}

/** Where the conversation stands now. */
function become(one: Visitor, state: string): void {
  if (state === one.state || one.over) return;
  const waited = Date.now() - one.openedAt;
  if (state === "waiting") one.position.at = Date.now();
  if (one.state === "waiting") waitedTill(one);
  one.state = state;
  if (state === "assigned") {
    const { shown } = one;
    const range = shown && { low: shown.fromMs, high: shown.toMs };
    const waitMs = shown ? Date.now() - shown.at : waited;
    note({ kind: "assigned", waitMs, sinceOpenMs: waited, ...range });
    if (one.story.uploads) sendPicture(one);
  }
  if (state === "left") note({ kind: "left" });
  if (state === "closed") setTimeout(() => end(one), CLOSES_PAGE_MS);
}

const CLOSES_PAGE_MS = 2_000;

/** The longest silence about the own place, and how often it was told. */
function waitedTill({ position }: Visitor): void {
  position.gapMs = Math.max(position.gapMs, Date.now() - position.at);
  note({ kind: "positions", gapMs: position.gapMs, count: position.count });
}

function placed(one: Visitor, { estimate }: { estimate?: { fromMs: number; toMs: number } }): void {
  const now = Date.now();
  const { position } = one;
  position.gapMs = Math.max(position.gapMs, now - position.at);
  position.at = now;
  position.count++;
  if (estimate && !one.shown) one.shown = { ...estimate, at: now };
}

/** The agent wrote: the visitor thinks and answers, a few times. */
function heard(one: Visitor): void {
  if (!one.answered) note({ kind: "answered", waitMs: Date.now() - one.openedAt });
  one.answered = true;
  if (one.turns >= one.story.turns) return;
  one.turns++;
  later(one, one.story.thinkMs, () => {
    if (one.over || one.state !== "assigned") return;
    one.socket?.say(key(), one.conversation, `${++one.number} ${Date.now()} 请问什么时候发货`);
  });
}

async function loseHeart(one: Visitor): Promise<void> {
  if (one.over || one.state !== "waiting") return;
  const how = one.story.gives;
  note({ kind: "gave_up", how, waitedMs: Date.now() - one.openedAt });
  if (how === "silent") return end(one);
  const verb = how === "leaves" ? "leave" : "close";
  const body = how === "leaves" ? { text: "请尽快回复我", phone: "13800138000" } : {};
  const answer = await visitorDoes(one.self, one.conversation, verb, body);
  // served, or left by the desk, in this very moment
  if (answer.status >= 300 && answer.status !== 409) failure(verb, answer);
  end(one);
}

async function comeBack(one: Visitor): Promise<void> {
  if (one.over || one.state === "closed") return;
  one.socket?.close();
  await connect(one);
}

async function sendPicture(one: Visitor): Promise<void> {
  const status = await upload(
    one.self,
    one.conversation,
    (base64) => encoding.b64decode(base64) as ArrayBuffer,
  );
  if (status !== 201) failure("upload", { status, body: {} });
}

function end(one: Visitor): void {
  if (one.over) return;
  if (one.state === "waiting") waitedTill(one);
  one.over = true;
  one.socket?.close();
}
