/**
 * Visitors who open, write and close through HTTP as fast as they are answered, and who, when a
 * reply does not come, send the same command with the same id again until it does. What was sent
 * is written and synced before it leaves; a reply that never came stays unknown.
 */

import { call, type Client, connect, signIn } from "../../deploy/demo/client.ts";
import { SMOKE_COMPANY } from "../companies/smoke.ts";

export interface StormHistory {
  write(record: Record<string, unknown>, sync: boolean): void;
  close(): void;
}

export async function createStormHistory(path: string): Promise<StormHistory> {
  const file = await Deno.open(path, { create: true, append: true });
  const encoder = new TextEncoder();
  return {
    write: (record, sync) => {
      file.writeSync(encoder.encode(`${JSON.stringify({ at: Date.now(), ...record })}\n`));
      if (sync) file.syncDataSync();
    },
    close: () => file.close(),
  };
}

/** Whom the storm meets, and how hard it blows. */
export interface StormCompany {
  password: string;
  route: string;
  /** Agents who answer what reaches them. */
  hosts: readonly string[];
  /** Of a visitor, before each next command. */
  pauseMs: number;
  /** Visitors with a topic whose agents are there and never answer, and how long they wait. */
  waiters?: { count: number; topic: string; agents: readonly string[]; stayMs: number };
}

export interface Storm {
  /** Every agent was online once. */
  ready: Promise<unknown>;
  /** Commands that were acknowledged so far. */
  acknowledged(): number;
  /** Stops sending; every command in flight is settled or given up. */
  stop(): Promise<{ acknowledged: number; inFlight: number }>;
}

const CLIENTS = 12;
const RETRY_MS = 100;
const RETRIES_MAX = 300;

interface State {
  base: string;
  company: StormCompany;
  history: StormHistory;
  running: boolean;
  acknowledged: number;
  inFlight: number;
}

/** A fetch that comes from one loopback address, so that limits per address stay as shipped. */
type Fetch = (path: string, init: RequestInit) => Promise<Response | undefined>;

function fetchFrom(state: State, number: number): Fetch {
  const client = Deno.createHttpClient({ localAddress: `127.0.1.${number + 1}` });
  return (path, init) => {
    const headers = { ...init.headers, origin: state.base, "content-type": "application/json" };
    const request = { ...init, headers, client } as RequestInit;
    return fetch(`${state.base}${path}`, request).catch(() => undefined);
  };
}

interface Sent {
  fetch: Fetch;
  client: string;
  token: string;
  command: string;
  path: string;
  body: unknown;
}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** One command until it is answered: same id, same bytes. Undefined when it was given up. */
async function settle(state: State, sent: Sent): Promise<Record<string, unknown> | undefined> {
  const { client, token, command, path, body } = sent;
  const id = crypto.randomUUID();
  for (let attempt = 0; attempt < RETRIES_MAX; attempt++) {
    state.history.write({ kind: "sent", client, id, command }, true);
    const response = await sent.fetch(path, {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "idempotency-key": id },
      body: JSON.stringify(body),
    });
    const text = await response?.text().catch(() => undefined);
    if (response === undefined || text === undefined) state.inFlight++;
    else if (response.ok) {
      const answer = JSON.parse(text);
      const { seq, conversation, message } = answer;
      const kind = "acknowledged";
      state.history.write({ kind, client, id, command, seq, conversation, message }, false);
      state.acknowledged++;
      return answer;
    } else if (response.status < 500 && response.status !== 429) {
      const { code } = JSON.parse(text);
      state.history.write({ kind: "refused", client, id, command, code }, false);
      return undefined;
    }
    await pause(RETRY_MS);
  }
  return undefined;
}

async function session(state: State, fetch: Fetch): Promise<string | undefined> {
  while (state.running) {
    const response = await fetch("/api/v1/visitor/sessions", {
      method: "POST",
      body: JSON.stringify({ route: state.company.route, language: "zh" }),
    });
    const answer = await response?.json().catch(() => undefined);
    if (response?.ok && answer) return answer.token;
    await pause(RETRY_MS);
  }
}

const CONVERSATIONS = "/api/v1/visitor/conversations";
const text = (words: string) => ({ kind: "text", text: words });

/** Who one visitor is, once the desk has let them in. */
async function visitor(state: State, number: number) {
  const fetch = fetchFrom(state, number);
  const token = await session(state, fetch);
  return token === undefined ? undefined : { fetch, client: `storm-${number}`, token };
}

type Visitor = Omit<Sent, "command" | "path" | "body">;

/** The path of the conversation that was opened; undefined when it was not. */
async function open(state: State, at: Visitor, topic?: string): Promise<string | undefined> {
  const body = { route: state.company.route, language: "zh", topic, message: text("在吗？") };
  const command = "conversation.open";
  const opened = await settle(state, { ...at, command, path: CONVERSATIONS, body });
  return opened && `${CONVERSATIONS}/${opened.conversation}`;
}

const close = (state: State, at: Visitor, path: string) =>
  settle(state, { ...at, command: "conversation.close", path: `${path}/close`, body: {} });

/** Opens with a topic whose agents do not answer, and waits: that is what clocks alert on. */
async function waiter(state: State, number: number): Promise<void> {
  const { topic, stayMs } = state.company.waiters!;
  while (state.running) {
    const at = await visitor(state, number);
    const path = at && await open(state, at, topic);
    if (path === undefined) continue;
    const until = performance.now() + stayMs;
    while (state.running && performance.now() < until) await ticked();
    await close(state, at!, path);
  }
}

async function client(state: State, number: number): Promise<void> {
  while (state.running) {
    const at = await visitor(state, number);
    if (at === undefined) return;
    const path = await open(state, at);
    if (path === undefined) continue;
    for (let i = 0; i < 3 && state.running; i++) {
      await pause(state.company.pauseMs);
      const body = { body: text(`第 ${i} 句`) };
      await settle(state, {
        ...at,
        command: "conversation.message",
        path: `${path}/messages`,
        body,
      });
    }
    await pause(state.company.pauseMs);
    await close(state, at, path);
  }
}

/** The company of smoke's load, stormed as fast as it answers. */
const SMOKE: StormCompany = {
  password: SMOKE_COMPANY.password,
  route: "wide-web",
  hosts: ["wide-1", "wide-2", "wide-3"],
  pauseMs: 0,
};

type Frame = { type: string; conversation?: { conversation: string; roundBeganAt?: number } };

/** An agent whose socket is opened again and again, and who answers what reaches it, or nothing. */
async function host(
  state: State,
  account: string,
  answers: boolean,
  online: () => void,
): Promise<void> {
  let self: Client | undefined;
  while (state.running) {
    self ??= await signIn(state.base, account, state.company.password).catch(() => undefined);
    const ended = Promise.withResolvers<void>();
    const signedIn = self;
    if (signedIn === undefined) {
      await pause(RETRY_MS);
      continue;
    }
    const answer = (frame: Frame) => {
      if (
        !answers || frame.type !== "conversation" || frame.conversation?.roundBeganAt === undefined
      ) return;
      const path = `/api/v1/conversations/${frame.conversation.conversation}/messages`;
      const body = { kind: "text", text: "在的" };
      call(signedIn, "POST", path, { body }).catch(() => undefined);
    };
    const line = await connect(
      signedIn,
      "agent",
      (frame) => answer(frame as Frame),
      () => ended.resolve(),
    )
      .catch(() => undefined);
    if (line === undefined) {
      await pause(RETRY_MS);
      continue;
    }
    await call(signedIn, "POST", "/api/v1/agent/presence", { presence: "online" })
      .then(online, () => undefined);
    while (state.running && await Promise.race([ended.promise.then(() => false), ticked()])) {
      continue;
    }
    line.close();
  }
}

const TICK_MS = 200;
const ticked = () => pause(TICK_MS).then(() => true);

/** Begins at once. The desk may vanish and come back at the same address. */
export function storm(base: string, history: StormHistory, company = SMOKE): Storm {
  const state: State = { base, company, history, running: true, acknowledged: 0, inFlight: 0 };
  const { hosts, waiters = { count: 0, agents: [] } } = company;
  const staff = [...hosts, ...waiters.agents];
  const online = staff.map(() => Promise.withResolvers<void>());
  const people = [
    ...Array.from({ length: CLIENTS }, (_, number) => client(state, number)),
    ...Array.from({ length: waiters.count }, (_, number) => waiter(state, CLIENTS + number)),
    ...staff.map((one, at) => host(state, one, hosts.includes(one), online[at].resolve)),
  ];
  return {
    ready: Promise.all(online.map((one) => one.promise)),
    acknowledged: () => state.acknowledged,
    stop: async () => {
      state.running = false;
      await Promise.all(people);
      return { acknowledged: state.acknowledged, inFlight: state.inFlight };
    },
  };
}
