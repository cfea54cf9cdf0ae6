/**
 * Whole conversations through HTTP (session, open with a first message, the agent's answer, close)
 * at a company of 40 agents whose sockets are open: what `bench cost` counts and `bench what-if`
 * times.
 */
import { connect } from "../../deploy/demo/client.ts";
import type { AgentFrameOut } from "../../engine/contract/wire/socket.ts";
import { type Company, many, SMOKE_COMPANY } from "../companies/smoke.ts";
import { signInAll } from "../staff.ts";

/** As many conversations under way as smoke has at its rate. */
const CLIENTS = 24;
/** So many that the limit of one session (40 requests a second) is far from the rate reached. */
const AGENTS = 40;
const HOSTS = many(AGENTS, "wide", "wide", 60);
export const STORY_COMPANY: Company = {
  ...SMOKE_COMPANY,
  people: [
    ...HOSTS,
    ...SMOKE_COMPANY.people.filter(({ account }) => !account.startsWith("wide")),
  ],
};
const ROUTE = "wide-web";

export type Post = (
  path: string,
  headers: Record<string, string>,
  body: unknown,
) => Promise<Answer>;
interface Answer {
  status: number;
  body: Record<string, unknown>;
}

const ADDRESSES = 250;
const posts = new Map<string, Post>();

/** Requests of one visitor's address, so that limits per address stay as shipped. */
export function postOf(base: string, number: number): Post {
  const localAddress = `127.0.1.${number % ADDRESSES + 1}`;
  const name = `${base} ${localAddress}`;
  const found = posts.get(name) ?? postFrom(base, localAddress);
  posts.set(name, found);
  return found;
}

function postFrom(base: string, localAddress: string): Post {
  const client = Deno.createHttpClient({ localAddress });
  return async (path, headers, body) => {
    const response = await fetch(`${base}${path}`, {
      method: "POST",
      headers: {
        ...headers,
        origin: base,
        "content-type": "application/json",
        "idempotency-key": crypto.randomUUID(),
      },
      body: JSON.stringify(body),
      client,
    } as RequestInit);
    const text = await response.text();
    return { status: response.status, body: text === "" ? {} : JSON.parse(text) };
  };
}

/** Cookies by agent. */
export type Hosts = Map<string, string>;

/** Everybody of the wide group online; `receive` gets what their sockets get. */
export async function staffed(
  base: string,
  receive: (frame: AgentFrameOut) => void = () => {},
): Promise<Hosts> {
  const seats = await signInAll(
    base,
    HOSTS.map(({ account }) => account),
    STORY_COMPANY.password,
  );
  const cookies: Hosts = new Map();
  for (const [at, { cookie }] of seats.entries()) {
    const client = { base, headers: { cookie } };
    await connect(client, "agent", receive);
    await postOf(base, at)("/api/v1/agent/presence", client.headers, { presence: "online" });
    cookies.set(HOSTS[at].agent!, cookie);
  }
  return cookies;
}

export interface Opened {
  headers: Record<string, string>;
  conversation: string;
  agent: string | undefined;
  /** Of the open alone. */
  ms: number;
}

/** A new visitor opens a conversation; undefined when the desk refused. */
export async function open(post: Post): Promise<Opened | undefined> {
  const asked = { route: ROUTE, language: "zh" };
  const begun = await post("/api/v1/visitor/sessions", {}, asked);
  const headers = { authorization: `Bearer ${begun.body.token}` };
  const message = { kind: "text", text: "在吗？这款还有货吗？" };
  const beganAt = performance.now();
  const opened = await post("/api/v1/visitor/conversations", headers, { ...asked, message });
  const ms = performance.now() - beganAt;
  if (opened.status !== 201) return undefined;
  const { agent } = (opened.body.opened ?? {}) as { agent?: string };
  return { headers, conversation: String(opened.body.conversation), agent, ms };
}

/** One conversation from its session to its end; undefined when anything was refused. */
export async function story(post: Post, hosts: Hosts): Promise<Opened | undefined> {
  const opened = await open(post);
  const cookie = hosts.get(opened?.agent ?? "");
  if (opened === undefined || cookie === undefined) return undefined;
  const path = `/api/v1/conversations/${opened.conversation}`;
  const body = { kind: "text", text: "您好，有货的，今天下单今天发。" };
  const answered = await post(`${path}/messages`, { cookie }, { body });
  const closed = await post(`${path}/close`, { cookie }, { topic: "other" });
  return answered.status === 201 && closed.status === 200 ? opened : undefined;
}

/** So many, as fast as they are answered; how many failed. */
export async function stories(base: string, hosts: Hosts, count: number): Promise<number> {
  let left = count;
  let failed = 0;
  await Promise.all(Array.from({ length: CLIENTS }, async () => {
    while (left > 0) {
      const number = left--;
      if (await story(postOf(base, number), hosts) === undefined) failed++;
    }
  }));
  return failed;
}
