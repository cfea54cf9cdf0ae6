/**
 * Integrators at the NATS door, in stock k6: shops' programs open, write, look and close, and one
 * follows every event of the company with the watermark of its own consumer, so that a number that
 * is missing or does not say its predecessor is seen.
 */
import exec from "k6/execution";
import { follow } from "./following.ts";
import { failure, note, outcome, sent } from "../actions/history.ts";
import { key } from "../actions/http.ts";
import { type Nats, openNats } from "../actions/nats.ts";
import { LEVEL } from "../../engine/contract/wire/level.ts";

const WORKSPACE = __ENV.WORKSPACE;
const ROUTE = __ENV.ROUTE;
const OPEN_RATE = Number(__ENV.OPEN_PER_SECOND);
const LOAD_MS = Number(__ENV.SECONDS) * 1_000;
const OPENERS = Number(__ENV.OPENERS);
const HEAD_MS = 1_000;
/** Conversations that are under way end, and their events come. */
const TAIL_MS = 4_000;
const EVERY_MS = 1_000 * OPENERS / OPEN_RATE;

const crew = (name: string, vus: number) => ({
  executor: "per-vu-iterations",
  exec: name,
  vus,
  iterations: 1,
  maxDuration: `${Math.ceil((HEAD_MS + LOAD_MS + TAIL_MS) / 1_000) + 30}s`,
});

export const options = {
  scenarios: { follower: crew("follower", 1), openers: crew("opener", OPENERS) },
};

const enter = (ready: (nats: Nats) => void) =>
  openNats({
    url: __ENV.TARGET,
    user: WORKSPACE,
    password: __ENV.PASSWORD,
    lost: (why) => failure(why),
  }, ready);

export function follower(): void {
  enter((nats) => {
    const following = follow(nats, WORKSPACE);
    setTimeout(() => {
      note({ kind: "followed", ...following.seen() });
      nats.close();
    }, HEAD_MS + LOAD_MS + TAIL_MS);
  });
}

export function opener(): void {
  const number = exec.scenario.iterationInTest;
  enter((nats) => {
    const begin = () => void shopper(nats, `integrator-${number}`);
    const timers: ReturnType<typeof setInterval>[] = [];
    const headMs = HEAD_MS + EVERY_MS * number / OPENERS;
    setTimeout(() => timers.push(setInterval(begin, EVERY_MS)), headMs);
    setTimeout(() => timers.forEach(clearInterval), HEAD_MS + LOAD_MS);
    setTimeout(() => nats.close(), HEAD_MS + LOAD_MS + TAIL_MS - 1_000);
  });
}

interface Answer {
  ok?: boolean;
  seq?: number;
  result?: { conversation?: string; message?: string };
  answer?: { conversation?: string };
  error?: { code?: string };
}

/** A command with its history; undefined when it was refused or nothing came. */
async function command(
  nats: Nats,
  client: string,
  name: string,
  body: Record<string, unknown>,
): Promise<Answer | undefined> {
  const id = key();
  sent(client, id, name);
  const at = Date.now();
  const message = await nats.request(`tg.v1.${WORKSPACE}.cmd.${name}`, {
    id,
    level: LEVEL,
    ...body,
  });
  const answer = read(message?.text);
  const { conversation, message: written } = answer?.result ?? {};
  const status = answer === undefined ? 0 : answer.ok ? 200 : 400;
  const got = { seq: answer?.seq, conversation, message: written, code: answer?.error?.code };
  outcome(client, id, name, status, got, Date.now() - at);
  if (answer?.ok) return answer;
  failure(name, { status: message?.status ?? status, body: { code: got.code } });
  return undefined;
}

function read(text: string | undefined): Answer | undefined {
  return text === undefined || text === "" ? undefined : JSON.parse(text);
}

async function shopper(nats: Nats, client: string): Promise<void> {
  const opened = await command(nats, client, "conversation.open", {
    visitor: `v-${key()}`,
    route: ROUTE,
    message: { kind: "text", text: "在吗？这款还有货吗？" },
  });
  const conversation = opened?.result?.conversation;
  if (conversation === undefined) return;
  const live = await nats.request(`tg.v1.${WORKSPACE}.qry.conversation.get`, { conversation });
  if (read(live?.text)?.answer?.conversation !== conversation) failure("conversation.get");
  await command(nats, client, "conversation.message", {
    conversation,
    message: { kind: "text", text: "我的订单什么时候发货" },
  });
  await command(nats, client, "conversation.close", { conversation });
}

export function handleSummary(data: unknown): Record<string, string> {
  return { [__ENV.SUMMARY]: JSON.stringify(data) };
}
