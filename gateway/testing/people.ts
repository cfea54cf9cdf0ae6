/** People at the doors of a test house: what their browsers would send, and what they got. */
import assert from "node:assert/strict";
import type { AgentFrameOut, VisitorFrameOut } from "../../engine/contract/wire/socket.ts";
import type { OpenResponse, Problem, VisitorSession } from "../../engine/contract/wire/http.ts";
import { openConnection } from "../sockets/connection.ts";
import { type House, ORIGIN, PASSWORD, until } from "./house.ts";

export interface Answer<T> {
  status: number;
  body: T & Partial<Problem>;
  headers: Headers;
}

export interface Browser {
  address: string;
  headers: Record<string, string>;
}

let people = 0;

/** A new address each time, so that budgets of one test do not touch another. */
export const browser = (headers: Record<string, string> = {}): Browser => ({
  address: `127.9.${Math.floor(++people / 250)}.${people % 250 + 1}`,
  headers: { origin: ORIGIN, host: "desk.test", "accept-language": "en", ...headers },
});

export async function ask<T>(
  house: House,
  who: Browser,
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Answer<T>> {
  const raw = typeof body === "string" || body instanceof Uint8Array;
  const response = await house.app.fetch(
    new Request(`${ORIGIN}${path}`, {
      method,
      headers: { ...who.headers, "content-type": "application/json", ...headers },
      ...(body !== undefined && { body: (raw ? body : JSON.stringify(body)) as BodyInit }),
    }),
    { peer: who.address },
  );
  const text = await response.text();
  const json = /json/.test(response.headers.get("content-type") ?? "");
  return {
    status: response.status,
    body: (json && text !== "" ? JSON.parse(text) : { text }) as T & Partial<Problem>,
    headers: response.headers,
  };
}

export interface TestVisitor extends Browser {
  visitor: string;
  token: string;
}

export async function visitor(house: House, route = "qishan-web"): Promise<TestVisitor> {
  const who = browser();
  const begun = await ask<VisitorSession>(house, who, "POST", "/api/v1/visitor/sessions", {
    route,
    language: "en",
  });
  assert.equal(begun.status, 200, JSON.stringify(begun.body));
  const { token, visitor } = begun.body;
  who.headers.authorization = `Bearer ${token}`;
  return { ...who, visitor, token };
}

export async function opened(
  house: House,
  who: Browser,
  text = "hello",
  route = "qishan-web",
): Promise<OpenResponse> {
  const answer = await ask<OpenResponse>(house, who, "POST", "/api/v1/visitor/conversations", {
    route,
    language: "en",
    message: { kind: "text", text },
  });
  assert.equal(answer.status, 201, JSON.stringify(answer.body));
  return answer.body;
}

/** Signed in once per house: a password costs what it should. */
export function staff(house: House, account: string): Promise<Browser> {
  let known = signedIn.get(house);
  if (!known) signedIn.set(house, known = new Map());
  const found = known.get(account) ?? signIn(house, account);
  known.set(account, found);
  return found.then(({ headers }) => ({ ...browser(), headers: { ...headers } }));
}

const signedIn = new WeakMap<House, Map<string, Promise<Browser>>>();

export async function signIn(house: House, account: string): Promise<Browser> {
  const who = browser();
  const answer = await ask(house, who, "POST", "/api/v1/session", { account, password: PASSWORD });
  assert.equal(answer.status, 200, JSON.stringify(answer.body));
  const [cookie] = answer.headers.getSetCookie();
  who.headers.cookie = cookie.split(";")[0];
  return who;
}

export interface Line<F> {
  frames: F[];
  send(frame: unknown): void;
  raw(data: unknown): void;
  /** Code and reason once it is closed. */
  closed?: { code: number; reason: string };
  /** Bytes that the reader has not taken yet. */
  buffered: number;
  /** True for a peer that never answers a close: its socket stays. */
  deaf: boolean;
  hangUp(): void;
  /** The first frame that matches, waited for. */
  frame<T extends F>(matches: (frame: F) => boolean): Promise<T>;
}

type Out = VisitorFrameOut | AgentFrameOut;

/** A socket without a network: the same code behind it as behind a real one. */
export async function line<F extends Out>(
  house: House,
  who: Browser,
  kind: "visitor" | "agent",
  resume?: Record<string, number>,
): Promise<Line<F>> {
  const answer = await ask<{ ticket: string }>(house, who, "POST", `/api/v1/${kind}/tickets`);
  assert.equal(answer.status, 201, JSON.stringify(answer.body));
  const opened = await knock<F>(house, who, kind);
  opened.send({ type: "authenticate", ticket: answer.body.ticket, ...(resume && { resume }) });
  if (answer.status === 201) await opened.frame((one) => one.type === "ready");
  return opened;
}

/** Before the first frame. */
export async function knock<F extends Out>(
  house: House,
  who: Browser,
  kind: "visitor" | "agent",
): Promise<Line<F>> {
  const { gateway } = house;
  const cookie = who.headers.cookie?.split("=")[1];
  const staff = cookie === undefined ? undefined : await gateway.sessions.find(cookie);
  const one: Line<F> = {
    frames: [],
    buffered: 0,
    deaf: false,
    send: (frame) => connection.receive(JSON.stringify(frame)),
    raw: (data) => connection.receive(data),
    hangUp: () => connection.closed(),
    frame: (matches) => until(() => one.frames.find(matches), "frame") as Promise<never>,
  };
  const connection = openConnection(gateway, {
    send: (text) => void one.frames.push(JSON.parse(text) as F),
    close(code, reason) {
      one.closed ??= { code, reason };
      if (!one.deaf) connection.closed();
    },
    get bufferedAmount() {
      return one.buffered;
    },
  }, { kind, address: who.address, language: "en", ...(staff && { staff }) });
  return one;
}

/** Online and connected, so that conversations come. */
export async function atWork(
  house: House,
  account: string,
): Promise<{ who: Browser; line: Line<AgentFrameOut> }> {
  const who = await staff(house, account);
  const desk = await line<AgentFrameOut>(house, who, "agent");
  const online = await ask(house, who, "POST", "/api/v1/agent/presence", { presence: "online" });
  assert.equal(online.status, 200, JSON.stringify(online.body));
  return { who, line: desk };
}
