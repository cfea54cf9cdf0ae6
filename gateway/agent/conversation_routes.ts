import type { MiddlewareHandler } from "hono";
import * as a from "../../engine/contract/schemas/answers.ts";
import * as b from "../../engine/contract/schemas/bodies.ts";
import { answer, refused } from "../answers.ts";
import type { Gateway } from "../context.ts";
import { answers, created, createRoute, jsonBody, repeatable } from "../door.ts";
import type { App, AppEnv } from "../environment.ts";
import { supervises } from "../identity/sessions.ts";
import { close, park, plain, type PlainAction, recall, transfer, write } from "./actions.ts";
import { detail, entries } from "./conversation.ts";
import { everything } from "./company_list.ts";
import { channelRoutes } from "../channel/routes.ts";
import { writeFor } from "../channel/channel.ts";
import { staffCall } from "./routes.ts";

const tags = ["Conversations"];
const BASE = "/api/v1/conversations";

const all = createRoute({
  method: "get",
  path: BASE,
  tags,
  summary: "Everything live, for supervisors; `after`: the `next` of the page before",
  request: { query: b.companyQuery },
  responses: answers(a.companyPage),
});
const one = createRoute({
  method: "get",
  path: `${BASE}/{id}`,
  tags,
  summary: "A conversation with its visitor's card and past",
  request: { params: b.byId },
  responses: answers(a.conversationDetail),
});
const lines = createRoute({
  method: "get",
  path: `${BASE}/{id}/entries`,
  tags,
  summary: "History, oldest first, below a sequence",
  request: { params: b.byId, query: b.entriesQuery },
  responses: answers(a.entriesPage),
});
const say = createRoute({
  method: "post",
  path: `${BASE}/{id}/messages`,
  tags,
  summary: "Write to the visitor, or a note to the staff; a program writes the visitor's words",
  parameters: repeatable,
  request: { params: b.byId, body: jsonBody(b.messageRequest) },
  responses: created(a.messageResponse),
});
const takeBack = createRoute({
  method: "post",
  path: `${BASE}/{id}/recall`,
  tags,
  summary: "Recall a message within two minutes",
  parameters: repeatable,
  request: { params: b.byId, body: jsonBody(b.recallRequest) },
  responses: answers(b.seqAnswer),
});
const handOver = createRoute({
  method: "post",
  path: `${BASE}/{id}/transfer`,
  tags,
  summary: "Offer to a colleague or a group",
  parameters: repeatable,
  request: { params: b.byId, body: jsonBody(b.transferRequest) },
  responses: answers(b.seqAnswer),
});
const setAside = createRoute({
  method: "post",
  path: `${BASE}/{id}/park`,
  tags,
  summary: "Park, with a reason and a due time",
  parameters: repeatable,
  request: { params: b.byId, body: jsonBody(b.parkRequest) },
  responses: answers(b.seqAnswer),
});
const end = createRoute({
  method: "post",
  path: `${BASE}/{id}/close`,
  tags,
  summary: "Close, with a topic",
  parameters: repeatable,
  request: { params: b.byId, body: jsonBody(b.closeRequest) },
  responses: answers(b.seqAnswer),
});

/** Routes without a body, named for their command. */
const PLAIN: readonly [verb: string, type: PlainAction, summary: string][] = [
  ["accept", "conversation.accept", "Accept what is offered"],
  ["decline", "conversation.decline", "Decline what is offered"],
  ["acceptTransfer", "conversation.acceptTransfer", "Accept an offered transfer"],
  ["returnTransfer", "conversation.returnTransfer", "Decline an offered transfer"],
  ["withdrawTransfer", "conversation.withdrawTransfer", "Take an offered transfer back"],
  ["unpark", "conversation.unpark", "Take a parked conversation up again"],
  ["inviteRating", "conversation.inviteRating", "Ask the visitor for a rating"],
  ["reclaim", "conversation.reclaim", "Take a conversation from its owner"],
  ["reopen", "conversation.reopen", "Open a closed conversation again"],
];

export function conversationRoutes(
  app: App,
  gateway: Gateway,
  anyStaff: MiddlewareHandler<AppEnv>,
): void {
  app.use(BASE, anyStaff);
  app.use(`${BASE}/*`, anyStaff);
  channelRoutes(app, gateway);
  app.openapi(all, async (c) => {
    const staff = c.get("staff");
    if (!supervises(staff)) return answer(c, refused("forbidden"));
    return answer(c, await everything(gateway, staff, c.req.valid("query"), c.get("language")));
  });
  app.openapi(one, async (c) => {
    const { id } = c.req.valid("param");
    return answer(c, await detail(gateway, c.get("staff"), id, c.get("language")));
  });
  app.openapi(lines, async (c) => {
    const { before = Number.MAX_SAFE_INTEGER, limit } = c.req.valid("query");
    const { id } = c.req.valid("param");
    return answer(c, await entries(gateway, c.get("staff"), id, { before, limit }));
  });
  app.openapi(say, async (c) => {
    const { id } = c.req.valid("param");
    const { program } = c.get("staff");
    const written = await (program ? writeFor : write)(
      gateway,
      staffCall(c),
      id,
      c.req.valid("json"),
    );
    return answer(c, written, 201);
  });
  app.openapi(takeBack, async (c) => {
    const { id } = c.req.valid("param");
    return answer(c, await recall(gateway, staffCall(c), id, c.req.valid("json").message));
  });
  app.openapi(handOver, async (c) => {
    const { id } = c.req.valid("param");
    return answer(c, await transfer(gateway, staffCall(c), id, c.req.valid("json")));
  });
  app.openapi(setAside, async (c) => {
    const { id } = c.req.valid("param");
    return answer(c, await park(gateway, staffCall(c), id, c.req.valid("json")));
  });
  app.openapi(end, async (c) => {
    const { id } = c.req.valid("param");
    return answer(c, await close(gateway, staffCall(c), id, c.req.valid("json")));
  });
  for (const [verb, type, summary] of PLAIN) {
    const route = createRoute({
      method: "post",
      path: `${BASE}/{id}/${verb}`,
      tags,
      summary,
      parameters: repeatable,
      request: { params: b.byId },
      responses: answers(b.seqAnswer),
    });
    app.openapi(route, async (c) => {
      return answer(c, await plain(gateway, staffCall(c), c.req.valid("param").id, type));
    });
  }
}
