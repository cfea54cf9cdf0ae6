import * as b from "../../engine/contract/schemas/bodies.ts";
import * as a from "../../engine/contract/schemas/answers.ts";
import { answer, refused } from "../answers.ts";
import type { Gateway } from "../context.ts";
import { answers, createRoute, jsonBody, repeatable, staffOnly } from "../door.ts";
import type { App } from "../environment.ts";
import { supervises } from "../identity/sessions.ts";
import { command, consult, led, take } from "./actions.ts";
import { reach } from "./reach.ts";
import { staffCall } from "./routes.ts";

/** Routing by hand: the next one, and what a supervisor changes about one that is here. */
const tags = ["Routing by hand"];
const BASE = "/api/v1/conversations";

const next = createRoute({
  method: "post",
  path: "/api/v1/agent/take",
  tags,
  summary: "Fetch the next one from the own lines, within the capacity",
  parameters: repeatable,
  responses: answers(a.taken),
});
const prioritise = createRoute({
  method: "post",
  path: `${BASE}/{id}/prioritise`,
  tags,
  summary: "Another class for one that waits; its place in time stays",
  parameters: repeatable,
  request: { params: b.byId, body: jsonBody(b.prioritiseRequest) },
  responses: answers(b.seqAnswer),
});
const move = createRoute({
  method: "post",
  path: `${BASE}/{id}/move`,
  tags,
  summary: "To an agent or a group, by a supervisor",
  parameters: repeatable,
  request: { params: b.byId, body: jsonBody(b.moveRequest) },
  responses: answers(b.seqAnswer),
});
const tag = createRoute({
  method: "post",
  path: `${BASE}/{id}/tag`,
  tags,
  summary: "A topic or tags, also after the end",
  parameters: repeatable,
  request: { params: b.byId, body: jsonBody(b.tagRequest) },
  responses: answers(b.seqAnswer),
});

const join = createRoute({
  method: "post",
  path: `${BASE}/{id}/join`,
  tags,
  summary: "Watch, whisper, barge in or share, by a supervisor",
  parameters: repeatable,
  request: { params: b.byId, body: jsonBody(b.joinRequest) },
  responses: answers(b.seqAnswer),
});
const part = createRoute({
  method: "post",
  path: `${BASE}/{id}/part`,
  tags,
  summary: "No longer beside the owner",
  parameters: repeatable,
  request: { params: b.byId, body: jsonBody(b.partRequest) },
  responses: answers(b.seqAnswer),
});
const ask = createRoute({
  method: "post",
  path: `${BASE}/{id}/consult`,
  tags,
  summary: "Ask a colleague, who then whispers",
  parameters: repeatable,
  request: { params: b.byId, body: jsonBody(b.consultRequest) },
  responses: answers(b.seqAnswer),
});
const turn = createRoute({
  method: "post",
  path: `${BASE}/{id}/switch`,
  tags,
  summary: "Waiting, left message or bot, by a supervisor; the place stays",
  parameters: repeatable,
  request: { params: b.byId, body: jsonBody(b.switchRequest) },
  responses: answers(b.seqAnswer),
});
const first = createRoute({
  method: "post",
  path: "/api/v1/visitors/{id}/reach",
  tags,
  summary: "Write first to a past or browsing visitor",
  parameters: repeatable,
  request: { params: b.byId, body: jsonBody(b.reachRequest) },
  responses: answers(a.taken),
});

export function routingRoutes(app: App, gateway: Gateway): void {
  app.use("/api/v1/visitors/:id/reach", staffOnly(gateway));
  besideRoutes(app, gateway);
  app.openapi(next, async (c) => answer(c, await take(gateway, staffCall(c))));
  app.openapi(prioritise, async (c) => {
    const { id } = c.req.valid("param");
    if (!supervises(c.get("staff"))) return answer(c, refused("forbidden"));
    return answer(
      c,
      await led(gateway, staffCall(c), id, "conversation.prioritise", c.req.valid("json")),
    );
  });
  app.openapi(move, async (c) => {
    const { id } = c.req.valid("param");
    if (!supervises(c.get("staff"))) return answer(c, refused("forbidden"));
    return answer(
      c,
      await led(gateway, staffCall(c), id, "conversation.move", c.req.valid("json")),
    );
  });
  app.openapi(tag, async (c) => {
    const { id } = c.req.valid("param");
    const body = { conversation: id, ...c.req.valid("json") };
    return answer(c, await command(gateway, staffCall(c), id, "conversation.tag", body));
  });
}

function besideRoutes(app: App, gateway: Gateway): void {
  app.openapi(join, async (c) => {
    const { id } = c.req.valid("param");
    if (!supervises(c.get("staff"))) return answer(c, refused("forbidden"));
    return answer(
      c,
      await led(gateway, staffCall(c), id, "conversation.join", c.req.valid("json")),
    );
  });
  app.openapi(part, async (c) => {
    const { id } = c.req.valid("param");
    const body = { conversation: id, ...c.req.valid("json") };
    return answer(c, await command(gateway, staffCall(c), id, "conversation.part", body));
  });
  app.openapi(ask, async (c) => {
    const { id } = c.req.valid("param");
    return answer(c, await consult(gateway, staffCall(c), id, c.req.valid("json")));
  });
  app.openapi(turn, async (c) => {
    const { id } = c.req.valid("param");
    if (!supervises(c.get("staff"))) return answer(c, refused("forbidden"));
    return answer(
      c,
      await led(gateway, staffCall(c), id, "conversation.switch", c.req.valid("json")),
    );
  });
  app.openapi(first, async (c) => {
    const { id } = c.req.valid("param");
    return answer(c, await reach(gateway, staffCall(c), id, c.req.valid("json")));
  });
}
