/** A person's browser in a few lines: the public HTTP and WebSocket interface, nothing else. */
import type { AgentFrameOut, VisitorFrameOut } from "../../engine/contract/wire/socket.ts";

export interface Client {
  base: string;
  headers: Record<string, string>;
}

export class Refused extends Error {
  override name = "Refused";
}

/** Sends JSON and reads JSON; a refusal is thrown with its code. */
export async function call<Answer>(
  client: Client,
  method: string,
  path: string,
  body?: unknown,
): Promise<Answer> {
  const response = await fetch(`${client.base}${path}`, {
    method,
    headers: {
      ...client.headers,
      origin: client.base,
      "content-type": "application/json",
      "idempotency-key": crypto.randomUUID(),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (!response.ok) {
    throw new Refused(`${method} ${path}: ${response.status} ${text.slice(0, 200)}`);
  }
  return (text === "" ? undefined : JSON.parse(text)) as Answer;
}

/** Signs a member of staff in. */
export async function signIn(base: string, account: string, password: string): Promise<Client> {
  const response = await fetch(`${base}/api/v1/session`, {
    method: "POST",
    headers: { origin: base, "content-type": "application/json" },
    body: JSON.stringify({ account, password }),
  });
  await response.body?.cancel();
  if (!response.ok) throw new Refused(`sign-in of ${account}: ${response.status}`);
  const cookie = response.headers.getSetCookie().map((line) => line.split(";")[0]).join("; ");
  return { base, headers: { cookie } };
}

/** Deno's constructor takes headers; the browser types in force here do not know it. */
const HeaderSocket = WebSocket as unknown as new (
  address: string,
  options: { headers: Record<string, string> },
) => WebSocket;

type FrameOf = { visitor: VisitorFrameOut; agent: AgentFrameOut };

export interface Line {
  send(frame: unknown): void;
  close(): void;
}

/** A socket with its one-time ticket; `receive` gets every frame after the first. */
export async function connect<Side extends keyof FrameOf>(
  client: Client,
  side: Side,
  receive: (frame: FrameOf[Side]) => void,
  ended: (event: Event) => void = () => {},
): Promise<Line> {
  const { ticket } = await call<{ ticket: string }>(client, "POST", `/api/v1/${side}/tickets`, {});
  return connectWith(client, side, ticket, receive, ended);
}

/** A socket with a ticket that one has. */
export function connectWith<Side extends keyof FrameOf>(
  client: Client,
  side: Side,
  ticket: string,
  receive: (frame: FrameOf[Side]) => void,
  ended: (event: Event) => void,
): Line {
  const address = `${client.base.replace("http", "ws")}/api/v1/${side}/socket`;
  const socket = new HeaderSocket(address, { headers: { ...client.headers, origin: client.base } });
  socket.onopen = () => socket.send(JSON.stringify({ type: "authenticate", ticket }));
  socket.onmessage = (event) => receive(JSON.parse(event.data));
  socket.onclose = ended;
  socket.onerror = ended;
  const send = (frame: unknown) => {
    if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(frame));
  };
  return { send, close: () => socket.close() };
}
