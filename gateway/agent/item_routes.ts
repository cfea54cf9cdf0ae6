import * as b from "../../engine/contract/schemas/bodies.ts";
import * as i from "../../engine/contract/schemas/items.ts";
import { answer, refused } from "../answers.ts";
import type { Gateway } from "../context.ts";
import { answers, created, createRoute, jsonBody, repeatable, staffOnly } from "../door.ts";
import type { App } from "../environment.ts";
import { supervises } from "../identity/sessions.ts";
import { assignItem, closeItem, openItem } from "./items.ts";
import { staffCall } from "./routes.ts";

const tags = ["Work items"];
const BASE = "/api/v1/items";

const open = createRoute({
  method: "post",
  path: BASE,
  tags,
  summary: "A ticket, call or callback for a known visitor, routed as a chat is",
  parameters: repeatable,
  request: { body: jsonBody(i.openItem) },
  responses: created(i.openedItem),
});
const assign = createRoute({
  method: "post",
  path: `${BASE}/{id}/assign`,
  tags,
  summary: "To an agent, by a supervisor",
  parameters: repeatable,
  request: { params: b.byId, body: jsonBody(i.assignItem) },
  responses: answers(b.seqAnswer),
});
const close = createRoute({
  method: "post",
  path: `${BASE}/{id}/close`,
  tags,
  summary: "Done, by its owner or a supervisor",
  parameters: repeatable,
  request: { params: b.byId, body: jsonBody(i.closeItem) },
  responses: answers(b.seqAnswer),
});

/** Work of other kinds than chats: the same lines, capacity and rules. */
export function itemRoutes(app: App, gateway: Gateway): void {
  app.use(BASE, staffOnly(gateway));
  app.use(`${BASE}/*`, staffOnly(gateway));
  app.openapi(open, async (c) => {
    if (!supervises(c.get("staff"))) return answer(c, refused("forbidden"));
    return answer(c, await openItem(gateway, staffCall(c), c.req.valid("json")), 201);
  });
  app.openapi(assign, async (c) => {
    if (!supervises(c.get("staff"))) return answer(c, refused("forbidden"));
    const { id } = c.req.valid("param");
    return answer(c, await assignItem(gateway, staffCall(c), id, c.req.valid("json")));
  });
  app.openapi(close, async (c) => {
    const { id } = c.req.valid("param");
    return answer(c, await closeItem(gateway, staffCall(c), id, c.req.valid("json")));
  });
}
