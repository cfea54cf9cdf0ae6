import { z } from "zod";
import * as b from "../../../engine/contract/schemas/bodies.ts";
import * as d from "../../../engine/contract/schemas/desk.ts";
import { token } from "../../../engine/contract/schemas/fields.ts";
import { answer } from "../../answers.ts";
import { uploadBody } from "../../bodies.ts";
import type { Gateway } from "../../context.ts";
import { answers, createRoute, jsonBody, nothing, staffOnly } from "../../door.ts";
import type { App } from "../../environment.ts";
import { problem } from "../../problems.ts";
import { pictureOf } from "./store.ts";
import * as work from "./work.ts";

const tags = ["Profiles"];
const params = b.byAgent;
const PATH = "/api/v1/agents/{agent}";

const show = createRoute({
  method: "get",
  path: `${PATH}/profile`,
  tags,
  summary: "Nickname, picture and auto-answer: one's own, anybody's as admin",
  request: { params },
  responses: answers(d.profile),
});
const put = createRoute({
  method: "put",
  path: `${PATH}/profile`,
  tags,
  summary: "Choose nickname and auto-answer",
  request: { params, body: jsonBody(d.profileRequest) },
  responses: answers(d.profile),
});
const putPicture = createRoute({
  method: "post",
  path: `${PATH}/picture`,
  tags,
  summary: "The public picture: the raw bytes, at most 512 KB",
  request: { params },
  responses: answers(d.profile),
});
const dropPicture = createRoute({
  method: "delete",
  path: `${PATH}/picture`,
  tags,
  summary: "Take the picture away",
  request: { params },
  responses: answers(d.profile),
});
const picture = createRoute({
  method: "get",
  path: "/api/v1/pictures/{workspace}/{agent}/{version}",
  tags,
  summary: "A public picture, as visitors see it",
  security: [],
  request: { params: z.strictObject({ workspace: token, agent: token, version: token }) },
  responses: { 200: { description: "The bytes" }, default: nothing.default },
});

export function profileRoutes(app: App, gateway: Gateway): void {
  app.use("/api/v1/agents/*", staffOnly(gateway));
  app.use(
    "/api/v1/agents/:agent/picture",
    uploadBody(gateway, "uploadsPerSession", (c) => c.get("staff").session),
  );
  app.openapi(show, async (c) => {
    return answer(c, await work.show(gateway, c.get("staff"), c.req.valid("param").agent));
  });
  app.openapi(put, async (c) => {
    const { agent } = c.req.valid("param");
    return answer(c, await work.put(gateway, c.get("staff"), agent, c.req.valid("json")));
  });
  app.openapi(putPicture, async (c) => {
    const { agent } = c.req.valid("param");
    return answer(c, await work.putPicture(gateway, c.get("staff"), agent, c.get("bytes")));
  });
  app.openapi(dropPicture, async (c) => {
    const { agent } = c.req.valid("param");
    return answer(c, await work.putPicture(gateway, c.get("staff"), agent, undefined));
  });
  app.openapi(picture, async (c) => {
    const { workspace, agent, version } = c.req.valid("param");
    const found = await pictureOf(gateway.database, workspace, agent, version);
    if (!found) return problem(c, { code: "not_found" }) as never;
    const headers = {
      "content-type": found.type,
      "cache-control": "public, max-age=31536000, immutable",
    };
    return c.body(found.bytes, 200, headers) as never;
  });
}
