/**
 * `start --visitors 20/min`: simulated visitors and agents who talk through the public interface,
 * so that one person sees a live desk. Runs in a worker of its own; agents named in `hosts` answer,
 * whoever signs in as somebody else works beside them.
 */
import type { OpenResponse, VisitorSession } from "../../engine/contract/wire/http.ts";
import type { Entry } from "../../engine/contract/wire/socket.ts";
import { call, type Client, connect, type Line, signIn } from "./client.ts";
import { ANSWERS, pick, QUESTIONS } from "./sayings.ts";

export interface Crowd {
  base: string;
  perMinute: number;
  routes: string[];
  topics: string[];
  hosts: string[];
  password: string;
}

/** Visitors who talk at the same time; later ones wait for a place. */
const VISITORS_MAX = 200;

const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
const between = (fromMs: number, toMs: number) => fromMs + Math.random() * (toMs - fromMs);

/** A visitor's story: asks, asks again after each answer, rates at the end. */
async function visit(crowd: Crowd): Promise<void> {
  const route = pick(crowd.routes);
  const nobody: Client = { base: crowd.base, headers: {} };
  const session = await call<VisitorSession>(nobody, "POST", "/api/v1/visitor/sessions", {
    route,
    language: "zh",
  });
  const self: Client = { ...nobody, headers: { authorization: `Bearer ${session.token}` } };
  const topic = session.route.topics.length > 0 ? pick(crowd.topics) : undefined;
  const opened = await call<OpenResponse>(self, "POST", "/api/v1/visitor/conversations", {
    route,
    topic,
    language: "zh",
    message: { kind: "text", text: pick(QUESTIONS) },
  });
  const { conversation } = opened;
  let left = 1 + Math.floor(Math.random() * 3);
  const ended = Promise.withResolvers<void>();
  const reply = async () => {
    await wait(between(3_000, 9_000));
    if (left-- <= 0) return ended.resolve();
    const body = { kind: "text", text: pick(QUESTIONS) };
    line.send({ type: "message", id: crypto.randomUUID(), conversation, body });
  };
  const line: Line = await connect(self, "visitor", (frame) => {
    if (frame.type !== "entry" || frame.entry.kind !== "message") return;
    if (frame.entry.from === "agent" && frame.entry.auto === undefined) void reply();
  });
  await Promise.race([ended.promise, wait(between(90_000, 180_000))]);
  const path = `/api/v1/visitor/conversations/${conversation}`;
  await call(self, "POST", `${path}/close`, {}).catch(() => undefined);
  const score = Math.random() < 0.85 ? 5 : 3;
  await call(self, "POST", `${path}/rating`, { score }).catch(() => undefined);
  line.close();
}

/** An agent's shift: online, answers each round after a while, closes what is done. */
async function host(crowd: Crowd, account: string): Promise<void> {
  const self = await signIn(crowd.base, account, crowd.password);
  const answering = new Set<string>();
  const answer = async (conversation: string) => {
    if (answering.has(conversation)) return;
    answering.add(conversation);
    await wait(between(4_000, 20_000));
    answering.delete(conversation);
    const body = { kind: "text", text: pick(ANSWERS) };
    await call(self, "POST", `/api/v1/conversations/${conversation}/messages`, { body })
      .catch(() => undefined);
  };
  const asked = (entry: Entry) => entry.kind === "message" && entry.from === "visitor";
  await connect(self, "agent", (frame) => {
    if (frame.type === "entry" && asked(frame.entry)) void answer(frame.conversation);
    if (frame.type === "conversation" && frame.conversation.roundBeganAt !== undefined) {
      void answer(frame.conversation.conversation);
    }
  });
  await call(self, "POST", "/api/v1/agent/presence", { presence: "online" });
}

/** Runs until the worker is ended. */
async function run(crowd: Crowd): Promise<void> {
  for (const account of crowd.hosts) {
    await host(crowd, account).catch((cause) => console.error(`crowd: ${cause.message}`));
  }
  let visitors = 0;
  for (;;) {
    await wait(between(0.5, 1.5) * 60_000 / crowd.perMinute);
    if (visitors >= VISITORS_MAX) continue;
    visitors++;
    visit(crowd).catch((cause) => console.error(`crowd: ${cause.message}`)).finally(() => {
      visitors--;
    });
  }
}

addEventListener("message", (event) => void run((event as MessageEvent<Crowd>).data));
