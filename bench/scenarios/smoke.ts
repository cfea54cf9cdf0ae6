/**
 * Smoke: everything once, under load. Visitors open and are answered through HTTP; others talk
 * over sockets while the other side's socket takes the time; a narrow group queues and overflows;
 * a slow one lets its clocks run out; impatient clients repeat themselves and hang up early.
 */
import { sleep } from "k6";
import exec from "k6/execution";
import { Counter, Rate, Trend } from "k6/metrics";
import { key, post, signIn, visitorSession } from "../actions/http.ts";
import { failure } from "../actions/history.ts";
import { openSocket, ticketOf, underWayMs } from "../actions/socket.ts";

const OPEN_RATE = Number(__ENV.OPEN_PER_SECOND);
const MESSAGE_RATE = Number(__ENV.MESSAGE_PER_SECOND);
const SECONDS = Number(__ENV.SECONDS);
const PASSWORD = __ENV.PASSWORD;
const AGENTS: string[] = __ENV.AGENTS.split(",");
/** Each speaks so often, out of step with the others, as people are. */
const SPEAK_EVERY_MS = 400;
const TALKERS = Math.ceil(MESSAGE_RATE * SPEAK_EVERY_MS / 1000);
/** They come one after the other, and all are there when the load begins. */
const TALKERS_COME_SECONDS = 4;
/** Until every agent's socket is open and online, on a slow machine as well. */
const AGENTS_COME_SECONDS = 8;
const HEAD_SECONDS = AGENTS_COME_SECONDS + TALKERS_COME_SECONDS;

const openMs = new Trend("open_ms", true);
const messageMs = new Trend("message_ms", true);
const answered = new Counter("answered");
/** Opened, but nobody had room at once: not answered, and nothing that failed. */
const unanswered = new Counter("unanswered");
const failed = new Counter("failed");
const opens = new Rate("opens_ok");

const paced = (exec: string, rate: number, vus: number) => ({
  executor: "constant-arrival-rate",
  exec,
  rate,
  timeUnit: "1s",
  duration: `${SECONDS}s`,
  startTime: `${HEAD_SECONDS}s`,
  preAllocatedVUs: vus,
  maxVUs: vus * 4,
});

export const options = {
  discardResponseBodies: false,
  noCookiesReset: false,
  // nothing looks at tags: a dozen of them on each of eight figures a request cost the load its cores
  systemTags: ["status"],
  summaryTrendStats: ["min", "med", "avg", "p(95)", "p(99)", "max"],
  scenarios: {
    agents: {
      executor: "per-vu-iterations",
      exec: "agent",
      vus: AGENTS.length,
      iterations: 1,
      maxDuration: `${SECONDS + 40}s`,
    },
    // made before the load begins: one made in its midst costs the desk's cores and drops an arrival
    visitors: paced("visitor", OPEN_RATE, 200),
    talkers: {
      executor: "per-vu-iterations",
      exec: "talker",
      vus: TALKERS,
      iterations: 1,
      startTime: `${AGENTS_COME_SECONDS}s`,
      maxDuration: `${SECONDS + 30 + TALKERS_COME_SECONDS}s`,
    },
    crowd: paced("crowd", 6, 36),
    forgotten: paced("forgotten", 2, 10),
    impatient: paced("impatient", 6, 20),
  },
};

/** Counts what went wrong, and writes why beside the history. */
function fail(why: string, answer?: { status: number; body: Record<string, unknown> }): void {
  failed.add(1);
  failure(why, answer);
}

interface Shared {
  cookies: Record<string, string>;
}

/** Signs every agent in once; the virtual users share the cookies. */
export function setup(): Shared {
  const cookies: Record<string, string> = {};
  for (const account of AGENTS) cookies[account] = signIn(account, PASSWORD);
  return { cookies };
}

const staff = (data: Shared, account: string) => ({
  client: `agent-${account}`,
  headers: { cookie: data.cookies[account] },
});

const guest = (route: string) => {
  const { token, visitor } = visitorSession(route);
  return { client: `visitor-${visitor}`, visitor, headers: { authorization: `Bearer ${token}` } };
};

/** An agent's shift: socket open, online, receives. */
export function agent(data: Shared): void {
  const account = AGENTS[exec.scenario.iterationInTest % AGENTS.length];
  const self = staff(data, account);
  const socket = openSocket({
    path: "agent",
    headers: self.headers,
    observer: self.client,
    ticket: ticketOf("agent", self.headers),
    skips: "conversation",
    receive(frame) {
      const ms = frame.type === "entry" ? underWayMs(frame.entry) : undefined;
      if (ms !== undefined) messageMs.add(ms);
    },
  });
  post(self, "agent.presence", "/api/v1/agent/presence", { presence: "online" }, key());
  setTimeout(() => socket.close(), (SECONDS + HEAD_SECONDS + 6) * 1000);
}

const open = (self: ReturnType<typeof guest>, route: string, id: string, timeoutMs?: number) =>
  post(
    self,
    "conversation.open",
    "/api/v1/visitor/conversations",
    { route, language: "zh", message: { kind: "text", text: "在吗？这款还有货吗？" } },
    id,
    timeoutMs,
  );

/** Opens, is answered by the agent who got it, and is closed. */
export function visitor(data: Shared): void {
  const self = guest("wide-web");
  const opened = open(self, "wide-web", key());
  opens.add(opened.status === 201);
  openMs.add(opened.ms);
  const where = opened.body.opened as { state: string; agent?: string } | undefined;
  if (opened.status !== 201) return fail("open", opened);
  if (where?.agent === undefined) return unanswered.add(1);
  const path = `/api/v1/conversations/${opened.body.conversation}`;
  const host = staff(data, where.agent);
  const text = "您好，有货的，今天下单今天发。";
  const reply = post(host, "conversation.message", `${path}/messages`, {
    body: { kind: "text", text },
  }, key());
  if (reply.status !== 201) return fail("answer", reply);
  answered.add(1);
  const closed = post(host, "conversation.close", `${path}/close`, { topic: "other" }, key());
  if (closed.status >= 300) fail("close", closed);
}

/** Talks over the socket, numbered and stamped, two and a half times a second. */
export function talker(): void {
  const { iterationInTest, startTime } = exec.scenario;
  const share = iterationInTest / TALKERS;
  sleep(share * TALKERS_COME_SECONDS);
  const self = guest("wide-web");
  const opened = open(self, "wide-web", key());
  if (opened.status !== 201) return fail("talker opens", opened);
  const conversation = String(opened.body.conversation);
  const untilLoadMs = startTime + TALKERS_COME_SECONDS * 1000 - Date.now();
  const beginMs = Math.max(0, untilLoadMs) + share * SPEAK_EVERY_MS;
  let [number, ready] = [0, false];
  const socket = openSocket({
    path: "visitor",
    headers: self.headers,
    observer: self.client,
    ticket: ticketOf("visitor", self.headers),
    receive(frame) {
      if (frame.type === "ready") ready = true;
      if (frame.type === "refused") fail("talker is refused");
    },
  });
  setTimeout(() => {
    const timer = setInterval(() => {
      if (ready) socket.say(key(), conversation, `${++number} ${Date.now()} 请问什么时候发货`);
    }, SPEAK_EVERY_MS);
    setTimeout(() => clearInterval(timer), SECONDS * 1000);
  }, beginMs);
  setTimeout(() => socket.close(), beginMs + (SECONDS + 3) * 1000);
}

/** Comes to the narrow group: waits, overflows, is closed a little later to make room. */
export function crowd(): void {
  const self = guest("narrow-web");
  const opened = open(self, "narrow-web", key());
  if (opened.status !== 201) return fail("crowd opens", opened);
  sleep(4);
  const conversation = String(opened.body.conversation);
  const path = `/api/v1/visitor/conversations/${conversation}/close`;
  const closed = post(self, "conversation.close", path, {}, key());
  if (closed.status >= 300) fail("crowd closes", closed);
}

/** Comes to the slow group, where nobody answers in time. */
export function forgotten(): void {
  const self = guest("slow-web");
  const opened = open(self, "slow-web", key());
  if (opened.status !== 201) return fail("forgotten opens", opened);
  sleep(6);
  const path = `/api/v1/visitor/conversations/${opened.body.conversation}/close`;
  post(self, "conversation.close", path, {}, key());
}

/** Sends everything twice with one id; every fourth hangs up before the answer. */
export function impatient(): void {
  const self = guest("wide-web");
  const id = key();
  if (Math.random() < 0.3) open(self, "wide-web", key(), 1);
  const first = open(self, "wide-web", id);
  const again = open(self, "wide-web", id);
  if (first.status !== 201) return fail("impatient opens", first);
  if (again.body.conversation !== first.body.conversation) fail("impatient repeats", again);
  const path = `/api/v1/visitor/conversations/${first.body.conversation}`;
  post(self, "conversation.close", `${path}/close`, {}, key());
}

export function handleSummary(data: unknown): Record<string, string> {
  return { [__ENV.SUMMARY]: JSON.stringify(data) };
}
