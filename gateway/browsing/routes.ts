import * as b from "../../engine/contract/schemas/bodies.ts";
import * as s from "../../engine/contract/schemas/browsing.ts";
import { staffCall } from "../agent/routes.ts";
import { answer } from "../answers.ts";
import { asJson } from "../bodies.ts";
import type { Gateway } from "../context.ts";
import { answers, created, createRoute, jsonBody, repeatable, staffOnly } from "../door.ts";
import type { App } from "../environment.ts";
import { FROM_SHOPS } from "../headers/csrf.ts";
import { invite } from "./invitations.ts";
import { listBrowsing } from "./listing.ts";
import { lookAround } from "./looking.ts";

const tags = ["Browsing"];
const BASE = "/api/v1/browsing";

const look = createRoute({
  method: "post",
  path: FROM_SHOPS,
  tags,
  summary: "Somebody looks at a shop's page; answers an invitation when one stands",
  security: [],
  request: { body: jsonBody(s.browsingRequest) },
  responses: answers(s.browsingAnswer),
});
const list = createRoute({
  method: "get",
  path: BASE,
  tags,
  summary: "Who is browsing now, on the shops that one serves",
  responses: answers(s.browsingList),
});
const inviteOne = createRoute({
  method: "post",
  path: `${BASE}/{id}/invite`,
  tags,
  summary: "Invite somebody who is browsing into a conversation with oneself",
  parameters: repeatable,
  request: { params: b.byId, body: jsonBody(s.inviteRequest) },
  responses: created(s.invited),
});

export function browsingRoutes(app: App, gateway: Gateway): void {
  app.use(FROM_SHOPS, async (c, next) => {
    c.req.raw = asJson(c.req.raw);
    await next();
    // nothing here belongs to the origin that asks, and no credentials were read
    c.res.headers.set("access-control-allow-origin", "*");
  });
  app.openapi(look, async (c) => {
    return answer(c, await lookAround(gateway, c.req.valid("json"), c.get("address")));
  });
  for (const path of [BASE, `${BASE}/*`]) app.use(path, staffOnly(gateway));
  app.openapi(list, async (c) => {
    return answer(c, await listBrowsing(gateway, c.get("staff"), c.get("language")));
  });
  app.openapi(inviteOne, async (c) => {
    const { id } = c.req.valid("param");
    return answer(c, await invite(gateway, staffCall(c), id, c.req.valid("json").text), 201);
  });
}
