import { failure, note } from "../actions/history.ts";
import { ask, key, type Sender } from "../actions/http.ts";
import { agentCloses, employee, ticketFor } from "../actions/people.ts";
import { type Frame, openSocket, type Socket } from "../actions/socket.ts";
import { createRandom, type Random } from "../plan/random.ts";
import type { People } from "../plan/story.ts";

/**
 * An agent's shift: online, then one reply after the other to whoever has waited longest in the
 * own windows, and a close when the talk has lasted its time.
 */
export interface Shift {
  people: People;
  seed: number;
  endMs: number;
}

interface Agent {
  self: Sender;
  socket?: Socket;
  random: Random;
  people: People;
  /** Conversations whose visitor wrote last, oldest first. */
  waiting: string[];
  held: Set<string>;
  busy: boolean;
  number: number;
  /** Epoch ms; what would come later is not waited for, or the run would not end. */
  endsAt: number;
  over: boolean;
}

interface Row {
  conversation: string;
  state: string;
  roundBeganAt?: number;
}

export async function shift(
  { account, cookie }: { account: string; cookie: string },
  { people, seed, endMs }: Shift,
): Promise<void> {
  const agent: Agent = {
    self: employee(account, cookie),
    random: createRandom(seed),
    people,
    waiting: [],
    held: new Set(),
    busy: false,
    number: 0,
    endsAt: Date.now() + endMs,
    over: false,
  };
  const ticket = await ticketFor("agent", agent.self);
  if (ticket === undefined) return failure("agent's ticket");
  const { headers, client: observer } = agent.self;
  agent.socket = openSocket({
    path: "agent",
    headers,
    observer,
    ticket,
    skips: "waiting",
    receive: (frame) => receive(agent, frame),
    lost: (code) => note({ kind: "socket_lost", code, side: "agent" }),
  });
  note({ kind: "socket_opened", side: "agent" });
  const presence = { presence: "online" };
  const online = await ask(agent.self, "agent.presence", "/api/v1/agent/presence", presence, key());
  if (online.status >= 300) failure("agent's presence", online);
  setTimeout(() => {
    agent.over = true;
    agent.socket?.close();
  }, endMs);
}

function receive(agent: Agent, frame: Frame): void {
  if (frame.type === "desk") {
    for (const row of frame.conversations as Row[]) seen(agent, row, false);
  }
  if (frame.type === "conversation") {
    seen(agent, frame.conversation as Row, frame.gone === true);
  }
  if (frame.type === "refused") {
    // closed in this very moment by the other side
    const body = frame.error as { code?: string };
    if (body.code !== "closed" && body.code !== "not_found") {
      failure("agent's frame", { status: 400, body });
    }
  }
}

function seen(agent: Agent, row: Row, gone: boolean): void {
  const { conversation, state, roundBeganAt } = row;
  if (gone || state !== "assigned") {
    agent.held.delete(conversation);
    return;
  }
  if (!agent.held.has(conversation)) {
    const serviceMs = agent.random.lognormal(agent.people.serviceMs);
    agent.held.add(conversation);
    if (Date.now() + serviceMs < agent.endsAt) {
      setTimeout(() => finish(agent, conversation), serviceMs);
    }
  }
  if (roundBeganAt !== undefined && !agent.waiting.includes(conversation)) {
    agent.waiting.push(conversation);
    turn(agent);
  }
}

/** Turns to the next one; people type one answer at a time. */
function turn(agent: Agent): void {
  if (agent.busy || agent.over) return;
  const conversation = agent.waiting.shift();
  if (conversation === undefined) return;
  agent.busy = true;
  setTimeout(() => {
    agent.busy = false;
    if (agent.held.has(conversation) && !agent.over) {
      agent.socket?.say(
        key(),
        conversation,
        `${++agent.number} ${Date.now()} 您好，今天下单今天发。`,
      );
    }
    turn(agent);
  }, agent.random.lognormal(agent.people.replyMs));
}

async function finish(agent: Agent, conversation: string): Promise<void> {
  if (agent.over || !agent.held.has(conversation)) return;
  const closed = await agentCloses(agent.self, conversation);
  const goneAlready = closed.status === 409 || closed.status === 404;
  if (closed.status >= 300 && !goneAlready) failure("agent closes", closed);
}
