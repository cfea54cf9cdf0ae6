import type { Context } from "hono";
import * as a from "../../engine/contract/schemas/answers.ts";
import * as b from "../../engine/contract/schemas/bodies.ts";
import { visitorCard } from "../../engine/contract/schemas/messages.ts";
import { answer, done } from "../answers.ts";
import { configurationView } from "../admin/actions.ts";
import { uploadBody } from "../bodies.ts";
import type { Gateway } from "../context.ts";
import { answers, created, createRoute, jsonBody, keyOf, repeatable, staffOnly } from "../door.ts";
import type { App, AppEnv } from "../environment.ts";
import { linkFor } from "../files/links.ts";
import { uploadOf } from "../files/upload.ts";
import { forcePresence, putCard, setPresence, type StaffCall } from "./actions.ts";
import { blockRoutes } from "./block_routes.ts";
import { conversationRoutes } from "./conversation_routes.ts";
import { itemRoutes } from "./item_routes.ts";
import { routingRoutes } from "./routing_routes.ts";
import { colleagues, deskOf } from "./desk.ts";
import { grantOf, liveOf } from "./grants.ts";

const tags = ["Desk"];

export const staffCall = (c: Context<AppEnv>): StaffCall => ({
  staff: c.get("staff"),
  key: keyOf(c),
  requestId: c.get("requestId"),
});

const ticket = createRoute({
  method: "post",
  path: "/api/v1/agent/tickets",
  tags,
  summary: "A ticket for the socket: one use, thirty seconds",
  responses: created(a.ticket),
});
const desk = createRoute({
  method: "get",
  path: "/api/v1/agent/desk",
  tags,
  summary: "The whole of one's own desk",
  responses: answers(a.desk),
});
const presence = createRoute({
  method: "post",
  path: "/api/v1/agent/presence",
  tags,
  summary: "Online, busy, on break, offline",
  parameters: repeatable,
  request: { body: jsonBody(b.presenceRequest) },
  responses: answers(b.seqAnswer),
});
const theirPresence = createRoute({
  method: "post",
  path: "/api/v1/agents/{agent}/presence",
  tags,
  summary: "Somebody else's presence, by a supervisor",
  parameters: repeatable,
  request: { params: b.byAgent, body: jsonBody(b.presenceRequest) },
  responses: answers(b.seqAnswer),
});
const past = createRoute({
  method: "get",
  path: "/api/v1/agent/conversations",
  tags,
  summary: "Closed conversations one had, newest first",
  request: { query: b.listQuery },
  responses: answers(a.recordedList),
});
const upload = createRoute({
  method: "post",
  path: "/api/v1/agent/files",
  tags,
  summary: "Upload a file into a conversation: the raw bytes",
  request: { query: b.uploadQuery },
  responses: created(a.uploadResponse),
});
const link = createRoute({
  method: "get",
  path: "/api/v1/files/{id}/link",
  tags,
  summary: "An address of a file on the files' origin, good for ten minutes",
  request: { params: b.byId },
  responses: answers(a.fileLink),
});
const others = createRoute({
  method: "get",
  path: "/api/v1/colleagues",
  tags,
  summary: "Where a transfer may go, with room",
  responses: answers(a.colleagues),
});
const card = createRoute({
  method: "put",
  path: "/api/v1/visitors/{id}/card",
  tags,
  summary: "Write a visitor's card",
  parameters: repeatable,
  request: { params: b.byId, body: jsonBody(visitorCard) },
  responses: answers(b.seqAnswer),
});
const configuration = createRoute({
  method: "get",
  path: "/api/v1/configuration",
  tags,
  summary: "The configuration in force",
  responses: answers(a.configurationView),
});

export function agentRoutes(app: App, gateway: Gateway): void {
  const anyStaff = staffOnly(gateway);
  for (
    const path of ["agent/*", "files/*", "colleagues", "configuration", "visitors/:id/card"]
  ) app.use(`/api/v1/${path}`, anyStaff);
  app.use(
    "/api/v1/agent/files",
    uploadBody(gateway, "uploadsPerSession", (c) => c.get("staff").session),
  );
  conversationRoutes(app, gateway, anyStaff);
  routingRoutes(app, gateway);
  itemRoutes(app, gateway);
  blockRoutes(app, gateway);

  app.openapi(ticket, async (c) => {
    const found = await gateway.tickets.issue({ kind: "agent", staff: c.get("staff") });
    return answer(c, done({ ...found, socket: "/api/v1/agent/socket" }), 201);
  });
  app.openapi(desk, async (c) => {
    return answer(c, await deskOf(gateway, c.get("staff"), c.get("language")));
  });
  app.openapi(presence, async (c) => {
    return answer(c, await setPresence(gateway, staffCall(c), c.req.valid("json")));
  });
  app.use("/api/v1/agents/:agent/presence", staffOnly(gateway, "supervisor", "admin"));
  app.openapi(theirPresence, async (c) => {
    const { agent } = c.req.valid("param");
    return answer(c, await forcePresence(gateway, staffCall(c), agent, c.req.valid("json")));
  });
  app.openapi(past, async (c) => {
    const { workspace, agent } = c.get("staff");
    const { before = Number.MAX_SAFE_INTEGER, limit } = c.req.valid("query");
    const conversations = agent === undefined
      ? []
      : await gateway.reading.conversationsOfAgent(workspace, agent, before, limit);
    return answer(c, done({ conversations }));
  });
  app.openapi(others, async (c) => answer(c, await colleagues(gateway, c.get("staff"))));
  app.openapi(card, async (c) => {
    const { id } = c.req.valid("param");
    return answer(c, await putCard(gateway, staffCall(c), id, c.req.valid("json")));
  });
  app.openapi(configuration, async (c) => {
    return answer(c, await configurationView(gateway, c.get("staff")));
  });
  fileRoutes(app, gateway);
}

function fileRoutes(app: App, gateway: Gateway): void {
  app.openapi(upload, async (c) => {
    const staff = c.get("staff");
    const { conversation, name } = c.req.valid("query");
    const live = await liveOf(gateway, staff, conversation);
    if (!live.ok) return answer(c, live);
    const { visitor, key } = live.value;
    const place = { workspace: staff.workspace, conversation, visitor, key };
    return answer(c, await uploadOf(gateway, place, name, c.get("bytes")), 201);
  });
  app.openapi(link, async (c) => {
    const staff = c.get("staff");
    return answer(
      c,
      await linkFor(
        gateway,
        c.req.valid("param").id,
        async (file) =>
          file.workspace === staff.workspace &&
          (await grantOf(gateway, staff, file.conversation)).ok,
      ),
    );
  });
}
