/** People at the door of a desk of real processes, each with a socket that may fall and come back. */
import assert from "node:assert/strict";
import { call, type Client, connect, type Line, signIn } from "../../deploy/demo/client.ts";
import { DEMO_PASSWORD } from "../../deploy/demo/people.ts";
import type { OpenResponse, VisitorSession } from "../../engine/contract/wire/http.ts";
import type { AgentFrameOut, VisitorFrameOut } from "../../engine/contract/wire/socket.ts";
import { backoffMs } from "../../console/widget/stores/backoff.ts";
import { saying } from "../support/virtual/company.ts";
import { until } from "../support/until.ts";
import type { DeskStage } from "./desk_stage.ts";

export interface DeskPerson {
  name: string;
  client: Client;
  /** Highest sequence that was shown, by conversation. */
  seen: Map<string, number>;
  line?: Line;
  /** Sockets that have ended, by their codes. */
  falls: number[];
  /** What the gateway last said of the engine behind it. */
  degraded: boolean;
  /** Set: does not come back. */
  left: boolean;
}

export type Arrived = DeskPerson & { visitor: string };
export type Guest = Arrived & { conversation: string };

/** Everybody has an address of their own, as budgets are by address. */
let addresses = 0;
const address = (): Record<string, string> => {
  const n = addresses++;
  return { "x-forwarded-for": `10.${n >> 16 & 255}.${n >> 8 & 255}.${n & 255}` };
};

const person = (name: string, client: Client): DeskPerson => ({
  ...{ name, client, falls: [], degraded: false, left: false },
  seen: new Map(),
});

/** P4 for everybody: sequences rise, and a gap is announced. */
function observe(stage: DeskStage, who: DeskPerson, frame: VisitorFrameOut | AgentFrameOut): void {
  const observer = `${who.name}-${who.falls.length}`;
  const at = Date.now();
  if (frame.type === "degraded") who.degraded = frame.degraded;
  if (frame.type === "entry") {
    const { conversation, prev, entry: { seq } } = frame;
    stage.history.push({ at, kind: "observed", observer, conversation, seq, prev });
    who.seen.set(conversation, Math.max(seq, who.seen.get(conversation) ?? 0));
  }
  if (frame.type === "resync") {
    const { conversation, lastSeq } = frame;
    stage.history.push({ at, kind: "resynchronised", observer, conversation, lastSeq });
    who.seen.set(conversation, Math.max(lastSeq, who.seen.get(conversation) ?? 0));
  }
}

/** Connects, and again whenever the socket ends, with the pauses of the widget. */
export async function stay(
  stage: DeskStage,
  side: "visitor" | "agent",
  who: DeskPerson,
): Promise<void> {
  for (let attempt = 0; !who.left; attempt++) {
    let over = false;
    const ended = (why?: unknown) => {
      if (over) return;
      over = true;
      who.line = undefined;
      who.falls.push(why instanceof CloseEvent ? why.code : 0);
      if (!who.left) void stay(stage, side, who);
    };
    const receive = (frame: VisitorFrameOut | AgentFrameOut) => {
      if (frame.type === "ready") who.line = line;
      observe(stage, who, frame);
    };
    const line = await connect(who.client, side, receive, ended).catch(() => undefined);
    if (line !== undefined) return;
    await new Promise((resolve) => setTimeout(resolve, backoffMs(attempt, Math.random())));
  }
}

const OPENING = { route: "qishan-web", language: "en" };
const VISITOR = "/api/v1/visitor";

/** A visitor who has not written yet. */
export async function arrive({ base }: DeskStage, name: string): Promise<Arrived> {
  const client: Client = { base, headers: address() };
  const begun = await call<VisitorSession>(client, "POST", `${VISITOR}/sessions`, OPENING);
  client.headers.authorization = `Bearer ${begun.token}`;
  return Object.assign(person(name, client), { visitor: begun.visitor });
}

/** One try to open, with an id that may be sent again; the answer as it came. */
export async function openWith({ base }: DeskStage, { name, client }: Arrived, key: string) {
  const answer = await fetch(`${base}${VISITOR}/conversations`, {
    method: "POST",
    headers: {
      ...client.headers,
      origin: base,
      "content-type": "application/json",
      "idempotency-key": key,
    },
    body: JSON.stringify({ ...OPENING, message: { kind: "text", text: `I am ${name}` } }),
  });
  return { status: answer.status, headers: answer.headers, body: await answer.json() };
}

/** A visitor who opens a conversation and keeps a socket. */
export async function enter(stage: DeskStage, name: string): Promise<Guest> {
  const who = await arrive(stage, name);
  const message = { kind: "text", text: `I am ${name}` };
  const path = `${VISITOR}/conversations`;
  const opening = { ...OPENING, message };
  const { conversation } = await call<OpenResponse>(who.client, "POST", path, opening);
  await stay(stage, "visitor", who);
  await until(`${name} is in`, () => who.seen.has(conversation));
  return Object.assign(who, { conversation });
}

/** A member of staff, online. */
export async function workOn(stage: DeskStage, account: string): Promise<DeskPerson> {
  const client = await signIn(stage.base, account, DEMO_PASSWORD);
  Object.assign(client.headers, address());
  const who = person(account, client);
  await stay(stage, "agent", who);
  await until(`${account} is in`, () => who.line !== undefined);
  await call(client, "POST", "/api/v1/agent/presence", { presence: "online" });
  return who;
}

let said = 0;

/** The visitor's words by another way than the gateway; resolves with their sequence. */
export async function speak(stage: DeskStage, { visitor, conversation }: Guest): Promise<number> {
  const reply = await stage.bus.command(saying(conversation, `by-${said++}`, `visitor:${visitor}`));
  assert.ok(reply.ok, JSON.stringify(reply));
  return reply.seq;
}
