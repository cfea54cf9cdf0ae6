import * as b from "../../../engine/contract/schemas/bodies.ts";
import * as d from "../../../engine/contract/schemas/desk.ts";
import { answer } from "../../answers.ts";
import { staffCall } from "../../agent/routes.ts";
import { uploadBody } from "../../bodies.ts";
import type { Gateway } from "../../context.ts";
import {
  answers,
  created,
  createRoute,
  jsonBody,
  nothing,
  repeatable,
  staffOnly,
} from "../../door.ts";
import type { App } from "../../environment.ts";
import { problem } from "../../problems.ts";
import * as work from "./work.ts";

const tags = ["Quick replies"];
const BASE = "/api/v1/quick-replies";
const params = b.byId;

const list = createRoute({
  method: "get",
  path: BASE,
  tags,
  summary: "The company's quick replies and one's own",
  responses: answers(d.quickReplies),
});
const add = createRoute({
  method: "post",
  path: BASE,
  tags,
  summary: "Add one; the company's by supervisors and admins",
  parameters: repeatable,
  request: { body: jsonBody(d.quickReplyRequest) },
  responses: created(d.quickReply),
});
const change = createRoute({
  method: "put",
  path: `${BASE}/{id}`,
  tags,
  summary: "Change one",
  request: { params, body: jsonBody(d.quickReplyRequest) },
  responses: answers(d.quickReply),
});
const remove = createRoute({
  method: "delete",
  path: `${BASE}/{id}`,
  tags,
  summary: "Remove one",
  request: { params },
  responses: nothing,
});
const attach = createRoute({
  method: "post",
  path: `${BASE}/{id}/file`,
  tags,
  summary: "The file that goes along: the raw bytes, at most 2 MB",
  request: { params, query: d.replyFileQuery },
  responses: created(d.quickReply),
});
const detach = createRoute({
  method: "delete",
  path: `${BASE}/{id}/file`,
  tags,
  summary: "Take the file away",
  request: { params },
  responses: nothing,
});
const file = createRoute({
  method: "get",
  path: `${BASE}/{id}/file`,
  tags,
  summary: "The bytes of the file, for sending it into a conversation",
  request: { params },
  responses: { 200: { description: "The bytes" }, default: nothing.default },
});

export function quickReplyRoutes(app: App, gateway: Gateway): void {
  const anyStaff = staffOnly(gateway);
  app.use(BASE, anyStaff);
  app.use(`${BASE}/*`, anyStaff);
  app.use(
    `${BASE}/:id/file`,
    uploadBody(gateway, "uploadsPerSession", (c) => c.get("staff").session),
  );
  app.openapi(list, async (c) => answer(c, await work.list(gateway, staffCall(c))));
  app.openapi(add, async (c) => {
    return answer(c, await work.add(gateway, staffCall(c), c.req.valid("json")), 201);
  });
  app.openapi(change, async (c) => {
    const { id } = c.req.valid("param");
    return answer(c, await work.change(gateway, staffCall(c), id, c.req.valid("json")));
  });
  app.openapi(remove, async (c) => {
    return answer(c, await work.remove(gateway, staffCall(c), c.req.valid("param").id), 204);
  });
  app.openapi(attach, async (c) => {
    const { id } = c.req.valid("param");
    const { name } = c.req.valid("query");
    return answer(c, await work.attach(gateway, staffCall(c), id, name, c.get("bytes")), 201);
  });
  app.openapi(detach, async (c) => {
    return answer(c, await work.detach(gateway, staffCall(c), c.req.valid("param").id), 204);
  });
  app.openapi(file, async (c) => {
    const found = await work.file(gateway, staffCall(c), c.req.valid("param").id);
    if (!found.ok) return problem(c, found.error) as never;
    const headers = { "content-type": found.value.type, "content-disposition": "attachment" };
    return c.body(found.value.bytes, 200, headers) as never;
  });
}
