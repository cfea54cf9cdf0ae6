import http from "k6/http";
import { type Outcome, outcome, sent } from "./history.ts";

export const BASE: string = __ENV.TARGET;
const ORIGIN = BASE;

/** A token for idempotency keys: unguessable enough for a bench, unique within a run. */
export function key(): string {
  let text = "";
  while (text.length < 26) text += Math.random().toString(36).slice(2);
  return text.slice(0, 26);
}

export interface Answer {
  status: number;
  body: Outcome & Record<string, unknown>;
  ms: number;
}

export interface Sender {
  client: string;
  headers: Record<string, string>;
}

/** POST with its history. `timeoutMs` of 1 asks for a reply that never comes. */
export function post(
  sender: Sender,
  command: string,
  path: string,
  body: unknown,
  id: string,
  timeoutMs = 20_000,
): Answer {
  sent(sender.client, id, command);
  const headers = {
    ...sender.headers,
    "content-type": "application/json",
    "idempotency-key": id,
    origin: ORIGIN,
  };
  const response = http.post(`${BASE}${path}`, JSON.stringify(body), {
    headers,
    timeout: `${timeoutMs}ms`,
    tags: { name: command },
  });
  const parsed = parse(response.body);
  const ms = response.timings.duration;
  outcome(sender.client, id, command, response.status, parsed, ms);
  return { status: response.status, body: parsed, ms };
}

/** The same without holding up the others of one virtual user. */
export async function ask(
  sender: Sender,
  command: string,
  path: string,
  body: unknown,
  id: string,
): Promise<Answer> {
  sent(sender.client, id, command);
  const answer = await call("POST", path, body, { ...sender.headers, "idempotency-key": id });
  outcome(sender.client, id, command, answer.status, answer.body, answer.ms);
  return answer;
}

/** A request that is no command: a session, a ticket, a file. */
export async function call(
  method: string,
  path: string,
  body: unknown,
  headers: Record<string, string>,
): Promise<Answer> {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const all = { "content-type": "application/json", origin: ORIGIN, ...headers };
  const response = await http.asyncRequest(method, `${BASE}${path}`, text, {
    headers: all,
    timeout: "30s",
  });
  const { status } = response;
  return { status, body: parse(response.body), ms: response.timings.duration };
}

function parse(body: unknown): Outcome & Record<string, unknown> {
  try {
    return JSON.parse(String(body));
  } catch {
    return {};
  }
}

/**
 * Signs an account in; the cookie header for its requests. With a jar of its own: signing in with
 * another session's cookie would end that session.
 */
export function signIn(account: string, password: string): string {
  const response = http.post(`${BASE}/api/v1/session`, JSON.stringify({ account, password }), {
    headers: { "content-type": "application/json", origin: ORIGIN },
    jar: new http.CookieJar(),
    tags: { name: "sign-in" },
  });
  if (response.status !== 200) throw new Error(`sign-in of ${account}: ${response.status}`);
  return Object.values(response.cookies).flat().map((cookie) => {
    const { name, value } = cookie as { name: string; value: string };
    return `${name}=${value}`;
  }).join("; ");
}

export function visitorSession(route: string): { token: string; visitor: string } {
  const response = http.post(
    `${BASE}/api/v1/visitor/sessions`,
    JSON.stringify({ route, language: "zh" }),
    {
      headers: { "content-type": "application/json", origin: ORIGIN },
      tags: { name: "session" },
    },
  );
  if (response.status >= 300) throw new Error(`session: ${response.status} ${response.body}`);
  return JSON.parse(String(response.body));
}
