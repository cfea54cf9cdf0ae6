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

export interface Storm {
  /** Every agent was online once. */
  ready: Promise<unknown>;
  /** Stops sending; every command in flight is settled or given up. */
  stop(): Promise<{ acknowledged: number; inFlight: number }>;
}

const CLIENTS = 12;
const RETRY_MS = 100;
const RETRIES_MAX = 300;

interface State {
  base: string;
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
      body: JSON.stringify({ route: "wide-web", language: "zh" }),
    });
    const answer = await response?.json().catch(() => undefined);
    if (response?.ok && answer) return answer.token;
    await pause(RETRY_MS);
  }
}

async function client(state: State, number: number): Promise<void> {
  const fetch = fetchFrom(state, number);
  while (state.running) {
    const token = await session(state, fetch);
    if (token === undefined) return;
    const at = { fetch, client: `storm-${number}`, token };
    const text = (words: string) => ({ kind: "text", text: words });
    const base = "/api/v1/visitor/conversations";
    const opened = await settle(state, {
      ...at,
      command: "conversation.open",
      path: base,
      body: { route: "wide-web", language: "zh", message: text("在吗？") },
    });
    if (opened === undefined) continue;
    const path = `${base}/${opened.conversation}`;
    for (let i = 0; i < 3 && state.running; i++) {
      const body = { body: text(`第 ${i} 句`) };
      await settle(state, {
        ...at,
        command: "conversation.message",
        path: `${path}/messages`,
        body,
      });
    }
    await settle(state, { ...at, command: "conversation.close", path: `${path}/close`, body: {} });
  }
}

const HOSTS = ["wide-1", "wide-2", "wide-3"];

type Frame = { type: string; conversation?: { conversation: string; roundBeganAt?: number } };

/** An agent whose socket is opened again and again, and who answers what reaches it. */
async function host(state: State, account: string, online: () => void): Promise<void> {
  let self: Client | undefined;
  while (state.running) {
    self ??= await signIn(state.base, account, SMOKE_COMPANY.password).catch(() => undefined);
    const ended = Promise.withResolvers<void>();
    const signedIn = self;
    if (signedIn === undefined) {
      await pause(RETRY_MS);
      continue;
    }
    const answer = (frame: Frame) => {
      if (frame.type !== "conversation" || frame.conversation?.roundBeganAt === undefined) return;
      const path = `/api/v1/conversations/${frame.conversation.conversation}/messages`;
      const body = { kind: "text", text: "在的" };
      call(signedIn, "POST", path, { body }).catch(() => undefined);
    };
    const line = await connect(signedIn, "agent", (frame) => answer(frame as Frame), ended.resolve)
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
export function storm(base: string, history: StormHistory): Storm {
  const state: State = { base, history, running: true, acknowledged: 0, inFlight: 0 };
  const online = HOSTS.map(() => Promise.withResolvers<void>());
  const clients = [
    ...Array.from({ length: CLIENTS }, (_, number) => client(state, number)),
    ...HOSTS.map((account, index) => host(state, account, online[index].resolve)),
  ];
  return {
    ready: Promise.all(online.map((one) => one.promise)),
    stop: async () => {
      state.running = false;
      await Promise.all(clients);
      return { acknowledged: state.acknowledged, inFlight: state.inFlight };
    },
  };
}
