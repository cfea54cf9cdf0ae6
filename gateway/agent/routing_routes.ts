import * as b from "../../engine/contract/schemas/bodies.ts";
import * as a from "../../engine/contract/schemas/answers.ts";
import { answer, refused } from "../answers.ts";
import type { Gateway } from "../context.ts";
import { answers, createRoute, jsonBody } from "../door.ts";
import type { App } from "../environment.ts";
import { supervises } from "../identity/sessions.ts";
import { command, take } from "./actions.ts";
import { staffCall } from "./routes.ts";

/** Routing by hand: the next one, and what a supervisor changes about one that is here. */
const tags = ["Routing by hand"];
const BASE = "/api/v1/conversations";

const next = createRoute({
  method: "post",
  path: "/api/v1/agent/take",
  tags,
  summary: "Fetch the next one from the own lines, within the capacity",
  responses: answers(a.taken),
});
const prioritise = createRoute({
  method: "post",
  path: `${BASE}/{id}/prioritise`,
  tags,
  summary: "Another class for one that waits; its place in time stays",
  request: { params: b.byId, body: jsonBody(b.prioritiseRequest) },
  responses: answers(b.seqAnswer),
});
const move = createRoute({
  method: "post",
  path: `${BASE}/{id}/move`,
  tags,
  summary: "To an agent or a group, by a supervisor",
  request: { params: b.byId, body: jsonBody(b.moveRequest) },
  responses: answers(b.seqAnswer),
});
const tag = createRoute({
  method: "post",
  path: `${BASE}/{id}/tag`,
  tags,
  summary: "A topic or tags, also after the end",
  request: { params: b.byId, body: jsonBody(b.tagRequest) },
  responses: answers(b.seqAnswer),
});

export function routingRoutes(app: App, gateway: Gateway): void {
  app.openapi(next, async (c) => answer(c, await take(gateway, staffCall(c))));
  app.openapi(prioritise, async (c) => {
    const { id } = c.req.valid("param");
    if (!supervises(c.get("staff"))) return answer(c, refused("forbidden"));
    const body = { conversation: id, ...c.req.valid("json") };
    return answer(c, await command(gateway, staffCall(c), id, "conversation.prioritise", body));
  });
  app.openapi(move, async (c) => {
    const { id } = c.req.valid("param");
    if (!supervises(c.get("staff"))) return answer(c, refused("forbidden"));
    const body = { conversation: id, ...c.req.valid("json") };
    return answer(c, await command(gateway, staffCall(c), id, "conversation.move", body));
  });
  app.openapi(tag, async (c) => {
    const { id } = c.req.valid("param");
    const body = { conversation: id, ...c.req.valid("json") };
    return answer(c, await command(gateway, staffCall(c), id, "conversation.tag", body));
  });
}
