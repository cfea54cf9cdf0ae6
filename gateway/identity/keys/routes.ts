import * as s from "../../../engine/contract/schemas/api_keys.ts";
import { byId } from "../../../engine/contract/schemas/bodies.ts";
import { answer, done } from "../../answers.ts";
import type { Gateway } from "../../context.ts";
import { answers, created, createRoute, jsonBody, nothing, staffOnly } from "../../door.ts";
import type { App } from "../../environment.ts";
import { audited } from "../audit.ts";
import { listKeys, makeKey, revokeKey } from "./keys.ts";

const tags = ["Administration"];
const PATH = "/api/v1/api-keys";

const list = createRoute({
  method: "get",
  path: PATH,
  tags,
  summary: "Keys of programs, revoked ones too",
  responses: answers(s.apiKeys),
});
const make = createRoute({
  method: "post",
  path: PATH,
  tags,
  summary: "Make a key; it is told this once",
  request: { body: jsonBody(s.apiKeyRequest) },
  responses: created(s.apiKeyMade),
});
const revoke = createRoute({
  method: "delete",
  path: `${PATH}/{id}`,
  tags,
  summary: "Revoke a key; its next request is refused",
  request: { params: byId },
  responses: nothing,
});

export function apiKeyRoutes(app: App, gateway: Gateway): void {
  app.use(`${PATH}/*`, staffOnly(gateway, "admin"));
  app.openapi(list, async (c) => {
    const keys = await listKeys(gateway.database, c.get("staff").workspace);
    return answer(c, done({ keys }));
  });
  app.openapi(make, async (c) => {
    const request = c.req.valid("json");
    const detail = { scopes: request.scopes.join(" ") };
    const work = () => makeKey(gateway, c.get("staff"), request);
    const made = await audited(gateway, c, "api_key.make", detail, work, ({ id }) => ({ key: id }));
    return answer(c, made, 201);
  });
  app.openapi(revoke, async (c) => {
    const { id } = c.req.valid("param");
    const work = () => revokeKey(gateway, c.get("staff"), id);
    return answer(c, await audited(gateway, c, "api_key.revoke", { key: id }, work), 204);
  });
}
