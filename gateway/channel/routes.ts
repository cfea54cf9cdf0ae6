import * as a from "../../engine/contract/schemas/answers.ts";
import * as b from "../../engine/contract/schemas/bodies.ts";
import * as s from "../../engine/contract/schemas/channel.ts";
import { staffCall } from "../agent/routes.ts";
import { answer } from "../answers.ts";
import type { Gateway } from "../context.ts";
import { answers, created, createRoute, jsonBody, repeatable } from "../door.ts";
import type { App } from "../environment.ts";
import { openFor, reportDelivery } from "./channel.ts";

const tags = ["Channels"];
const BASE = "/api/v1/conversations";

const open = createRoute({
  method: "post",
  path: BASE,
  tags,
  summary: "For somebody who came by another channel, by a program",
  parameters: repeatable,
  request: { body: jsonBody(s.openForRequest) },
  responses: created(a.openResponse),
});
const report = createRoute({
  method: "post",
  path: `${BASE}/{id}/delivery`,
  tags,
  summary: "What became of an answer that the channel was to bring, by a program",
  parameters: repeatable,
  request: { params: b.byId, body: jsonBody(s.deliveryRequest) },
  responses: answers(b.seqAnswer),
});

/** Behind the door of the staff, which the routes of conversations put up. */
export function channelRoutes(app: App, gateway: Gateway): void {
  app.openapi(
    open,
    async (c) => answer(c, await openFor(gateway, staffCall(c), c.req.valid("json")), 201),
  );
  app.openapi(report, async (c) => {
    const { id } = c.req.valid("param");
    return answer(c, await reportDelivery(gateway, staffCall(c), id, c.req.valid("json")));
  });
}
