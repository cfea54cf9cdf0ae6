/** Visitors as load: they ask, write on and leave through the public interface, nothing is looked at. */
import type { OpenResponse, VisitorSession } from "../../engine/contract/wire/http.ts";

export interface Guest {
  conversation: string;
  say(text: string): Promise<unknown>;
  leave(): Promise<unknown>;
}

/** One address may open so many in a moment; the limits of the gateway are per address. */
const PER_ADDRESS = 10;
const ADDRESSES = 200;

let came = 0;
const clients = new Map<number, Deno.HttpClient>();

function clientOf(number: number): Deno.HttpClient {
  const at = Math.floor(number / PER_ADDRESS) % ADDRESSES + 1;
  let client = clients.get(at);
  if (!client) clients.set(at, client = Deno.createHttpClient({ localAddress: `127.0.3.${at}` }));
  return client;
}

export function forgetAddresses(): void {
  for (const client of clients.values()) client.close();
  clients.clear();
}

/** Opens a conversation by a route. Throws with the gateway's words when it is refused. */
export async function come(base: string, route: string): Promise<Guest> {
  const client = clientOf(came++);
  const post = async <Answer>(path: string, body: unknown, token = ""): Promise<Answer> => {
    const response = await fetch(`${base}/api/v1/visitor${path}`, {
      method: "POST",
      headers: {
        origin: base,
        "content-type": "application/json",
        ...(token && { authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify(body),
      client,
    } as RequestInit);
    const text = await response.text();
    if (!response.ok) throw new Error(`${path}: ${response.status} ${text.slice(0, 200)}`);
    return (text === "" ? undefined : JSON.parse(text)) as Answer;
  };
  const opening = { route, language: "en" };
  const { token } = await post<VisitorSession>("/sessions", opening);
  const message = { kind: "text", text: `question ${came}` };
  const { conversation } = await post<OpenResponse>(
    "/conversations",
    { ...opening, message },
    token,
  );
  const path = `/conversations/${conversation}`;
  return {
    conversation,
    say: (text) => post(`${path}/messages`, { body: { kind: "text", text } }, token),
    leave: () => post(`${path}/close`, {}, token),
  };
}

/** Runs `beat` so many times a second while `work` goes on. Throws what either throws. */
export async function meanwhile<Result>(
  perSecond: number,
  beat: () => Promise<unknown>,
  work: () => Promise<Result>,
): Promise<Result> {
  let stopped = false;
  const under = new Set<Promise<unknown>>();
  const failures: unknown[] = [];
  const run = (async () => {
    const begunAt = performance.now();
    for (let count = 0; !stopped; count++) {
      const dueMs = begunAt + count * 1000 / perSecond - performance.now();
      if (dueMs > 0) await new Promise((resolve) => setTimeout(resolve, dueMs));
      const one = beat().catch((cause) => failures.push(cause)).finally(() => under.delete(one));
      under.add(one);
    }
  })();
  const result = await work().finally(async () => {
    stopped = true;
    await run;
    await Promise.all(under);
  });
  if (failures.length > 0) throw failures[0];
  return result;
}
