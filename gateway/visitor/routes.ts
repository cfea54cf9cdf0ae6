import * as a from "../../engine/contract/schemas/answers.ts";
import * as b from "../../engine/contract/schemas/bodies.ts";
import { answer, done, refused } from "../answers.ts";
import { uploadBody } from "../bodies.ts";
import type { Gateway } from "../context.ts";
import {
  answers,
  created,
  createRoute,
  jsonBody,
  keyOf,
  repeatable,
  spend,
  visitorOnly,
} from "../door.ts";
import type { App, AppEnv } from "../environment.ts";
import type { Context } from "hono";
import { blockedRefusal } from "../conversations/blocked.ts";
import { linkFor } from "../files/links.ts";
import { uploadOf } from "../files/upload.ts";
import { close, history, leave, open, rate, turn, write } from "./conversations.ts";
import { ownConversations, ownOf } from "./own.ts";
import { beginSession, publicRoute } from "./sessions.ts";
import { bearerOf } from "./token.ts";

const tags = ["Visitor"];
const BASE = "/api/v1/visitor";

const callOf = (c: Context<AppEnv>) => ({
  who: c.get("visitor"),
  key: keyOf(c),
  address: c.get("address"),
});

/** Nobody yet, or a visitor who comes back. */
const NEW_OR_BACK: Record<string, string[]>[] = [{}, { visitorToken: [] }];

const begin = createRoute({
  method: "post",
  path: `${BASE}/sessions`,
  tags,
  summary: "Begin or renew a visitor's session",
  security: NEW_OR_BACK,
  request: { body: jsonBody(b.visitorSessionRequest) },
  responses: answers(a.visitorSession),
});
const showRoute = createRoute({
  method: "get",
  path: `${BASE}/routes/{route}`,
  tags,
  summary: "An entrance: its welcome, topics and looks",
  security: [],
  request: { params: b.byRoute },
  responses: answers(a.publicRoute),
});
const list = createRoute({
  method: "get",
  path: `${BASE}/conversations`,
  tags,
  summary: "Own conversations, live ones first",
  responses: answers(a.visitorList),
});
const openOne = createRoute({
  method: "post",
  path: `${BASE}/conversations`,
  tags,
  summary: "Open a conversation, with its first message if there is one",
  parameters: repeatable,
  request: { body: jsonBody(b.openRequest) },
  responses: created(a.openResponse),
});
const readEntries = createRoute({
  method: "get",
  path: `${BASE}/conversations/{id}/entries`,
  tags,
  summary: "History, oldest first, below a sequence",
  request: { params: b.byId, query: b.entriesQuery },
  responses: answers(a.entriesPage),
});
const writeOne = createRoute({
  method: "post",
  path: `${BASE}/conversations/{id}/messages`,
  tags,
  summary: "Write; reopens a conversation that has just ended",
  parameters: repeatable,
  request: { params: b.byId, body: jsonBody(b.visitorMessageRequest) },
  responses: created(a.messageResponse),
});
const leaveOne = createRoute({
  method: "post",
  path: `${BASE}/conversations/{id}/leave`,
  tags,
  summary: "Leave a message instead of waiting",
  parameters: repeatable,
  request: { params: b.byId, body: jsonBody(b.leaveRequest) },
  responses: answers(b.seqAnswer),
});
const switchOne = createRoute({
  method: "post",
  path: `${BASE}/conversations/{id}/switch`,
  tags,
  summary: "Wait, leave a message or turn to the bot; the place stays",
  parameters: repeatable,
  request: { params: b.byId, body: jsonBody(b.switchRequest) },
  responses: answers(b.seqAnswer),
});
const closeOne = createRoute({
  method: "post",
  path: `${BASE}/conversations/{id}/close`,
  tags,
  summary: "End the conversation",
  parameters: repeatable,
  request: { params: b.byId },
  responses: answers(b.seqAnswer),
});
const rateOne = createRoute({
  method: "post",
  path: `${BASE}/conversations/{id}/rating`,
  tags,
  summary: "Rate the conversation",
  parameters: repeatable,
  request: { params: b.byId, body: jsonBody(b.ratingRequest) },
  responses: answers(b.seqAnswer),
});
const ticket = createRoute({
  method: "post",
  path: `${BASE}/tickets`,
  tags,
  summary: "A ticket for the socket: one use, thirty seconds",
  responses: created(a.ticket),
});
const upload = createRoute({
  method: "post",
  path: `${BASE}/files`,
  tags,
  summary: "Upload a file into a conversation: the raw bytes",
  request: { query: b.uploadQuery },
  responses: created(a.uploadResponse),
});
const link = createRoute({
  method: "get",
  path: `${BASE}/files/{id}/link`,
  tags,
  summary: "An address of a file on the files' origin, good for ten minutes",
  request: { params: b.byId },
  responses: answers(a.fileLink),
});

export function visitorRoutes(app: App, gateway: Gateway): void {
  app.openapi(showRoute, async (c) => {
    return answer(c, await publicRoute(gateway, c.req.valid("param").route));
  });
  app.openapi(begin, async (c) => {
    const stop = spend(gateway, c, ["visitorsPerAddress", c.get("address")]);
    if (stop) return stop as never;
    const token = bearerOf(c.req.header("authorization"));
    return answer(c, await beginSession(gateway, c.req.valid("json"), token));
  });

  for (const path of ["conversations", "conversations/*", "tickets", "files", "files/*"]) {
    app.use(`${BASE}/${path}`, visitorOnly(gateway));
  }
  app.use(
    `${BASE}/files`,
    uploadBody(gateway, "uploadsPerVisitor", (c) => c.get("visitor").visitor),
  );
  conversationRoutes(app, gateway);

  app.openapi(ticket, async (c) => {
    const found = await gateway.tickets.issue({ kind: "visitor", who: c.get("visitor") });
    return answer(c, done({ ...found, socket: `${BASE}/socket` }), 201);
  });
  app.openapi(upload, async (c) => {
    const who = c.get("visitor");
    const { conversation, name } = c.req.valid("query");
    const own = await ownOf(gateway, who, conversation);
    if (!own.ok) return answer(c, own);
    if (own.value.state === "recorded") return answer(c, refused("closed"));
    const blocked = await blockedRefusal(gateway, who);
    if (blocked) return answer(c, blocked);
    const place = { workspace: who.workspace, conversation, visitor: who.visitor, key: who.key };
    return answer(c, await uploadOf(gateway, place, name, c.get("bytes")), 201);
  });
  app.openapi(link, async (c) => {
    const who = c.get("visitor");
    const { id } = c.req.valid("param");
    return answer(
      c,
      await linkFor(
        gateway,
        id,
        (file) => Promise.resolve(file.workspace === who.workspace && file.visitor === who.visitor),
      ),
    );
  });
}

function conversationRoutes(app: App, gateway: Gateway): void {
  app.openapi(list, async (c) => {
    return answer(c, done({ conversations: await ownConversations(gateway, c.get("visitor")) }));
  });
  app.openapi(openOne, async (c) => {
    const call = callOf(c);
    const stop = spend(
      gateway,
      c,
      ["opensPerAddress", call.address],
      ["opensPerVisitor", call.who.visitor],
    );
    if (stop) return stop as never;
    return answer(c, await open(gateway, call, c.req.valid("json")), 201);
  });
  app.openapi(readEntries, async (c) => {
    const { before = Number.MAX_SAFE_INTEGER, limit } = c.req.valid("query");
    const { id } = c.req.valid("param");
    return answer(c, await history(gateway, c.get("visitor"), id, { before, limit }));
  });
  app.openapi(writeOne, async (c) => {
    const call = callOf(c);
    const stop = spend(gateway, c, ["messagesPerVisitor", call.who.visitor]);
    if (stop) return stop as never;
    const { body } = c.req.valid("json");
    return answer(c, await write(gateway, call, c.req.valid("param").id, body), 201);
  });
  app.openapi(leaveOne, async (c) => {
    const call = callOf(c);
    const stop = spend(gateway, c, ["messagesPerVisitor", call.who.visitor]);
    if (stop) return stop as never;
    const { id } = c.req.valid("param");
    return answer(c, await leave(gateway, call, id, c.req.valid("json")));
  });
  app.openapi(switchOne, async (c) => {
    const call = callOf(c);
    const stop = spend(gateway, c, ["messagesPerVisitor", call.who.visitor]);
    if (stop) return stop as never;
    const { to } = c.req.valid("json");
    return answer(c, await turn(gateway, call, c.req.valid("param").id, to));
  });
  app.openapi(closeOne, async (c) => {
    return answer(c, await close(gateway, callOf(c), c.req.valid("param").id));
  });
  app.openapi(rateOne, async (c) => {
    const { id } = c.req.valid("param");
    return answer(c, await rate(gateway, callOf(c), id, c.req.valid("json")));
  });
}
