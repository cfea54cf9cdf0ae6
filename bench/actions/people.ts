import { ask, call, key, type Sender } from "./http.ts";

/** Who acts in a run, each with the headers of its own session. */
export interface Guest extends Sender {
  visitor: string;
}

/** A visitor's session; undefined when the desk refused one. */
export async function guestOf(route: string): Promise<Guest | undefined> {
  const begun = await call("POST", "/api/v1/visitor/sessions", { route, language: "zh" }, {});
  if (begun.status !== 200) return undefined;
  const { token, visitor } = begun.body as { token?: string; visitor?: string };
  return {
    client: `visitor-${visitor}`,
    visitor: String(visitor),
    headers: { authorization: `Bearer ${token}` },
  };
}

export const employee = (account: string, cookie: string): Sender => ({
  client: `agent-${account}`,
  headers: { cookie },
});

/** A ticket for a socket; undefined when it was refused. */
export async function ticketFor(
  side: "visitor" | "agent",
  { headers }: Sender,
): Promise<string | undefined> {
  const answer = await call("POST", `/api/v1/${side}/tickets`, {}, headers);
  return answer.status < 300 ? String(answer.body.ticket) : undefined;
}

const OPENING = "在吗？这款还有货吗？";

export const openAt = (self: Sender, route: string) =>
  ask(self, "conversation.open", "/api/v1/visitor/conversations", {
    route,
    language: "zh",
    message: { kind: "text", text: OPENING },
  }, key());

/** What a visitor does with the own conversation: `close`, or `leave` with a text. */
export const visitorDoes = (self: Sender, conversation: string, verb: string, body: unknown) => {
  const path = `/api/v1/visitor/conversations/${conversation}/${verb}`;
  return ask(self, `conversation.${verb}`, path, body, key());
};

export const agentCloses = (self: Sender, conversation: string) =>
  ask(self, "conversation.close", `/api/v1/conversations/${conversation}/close`, {
    topic: "other",
  }, key());

/** The smallest picture there is: 1 × 1, one colour. */
const PICTURE = "R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7";

/** Uploads a picture into a conversation; the desk's status. */
export async function upload(
  { headers }: Sender,
  conversation: string,
  bytesOf: (base64: string) => ArrayBuffer,
): Promise<number> {
  const path = `/api/v1/visitor/files?conversation=${conversation}&name=dot.gif`;
  const answer = await call("POST", path, bytesOf(PICTURE), {
    ...headers,
    "content-type": "image/gif",
    "idempotency-key": key(),
  });
  return answer.status;
}
