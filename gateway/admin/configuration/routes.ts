import { z } from "zod";
import * as c from "../../../engine/contract/schemas/configuration_answers.ts";
import * as r from "../../../engine/contract/schemas/configuration_bodies.ts";
import type { ConfigurationPublished } from "../../../engine/contract/wire/http_configuration.ts";
import { configurationDocument } from "../../../engine/contract/schemas/configuration.ts";
import { staffCall } from "../../agent/routes.ts";
import { answer, done } from "../../answers.ts";
import { configurationBody } from "../../bodies.ts";
import type { Gateway } from "../../context.ts";
import { answers, createRoute, jsonBody, nothing, repeatable, staffOnly } from "../../door.ts";
import type { App } from "../../environment.ts";
import { audited } from "../../identity/audit.ts";
import * as work from "./work.ts";

const tags = ["Configuration"];
const BASE = "/api/v1/config";

const show = createRoute({
  method: "get",
  path: BASE,
  tags,
  summary: "The configuration in force, and what has an appointment",
  responses: answers(c.configurationAdmin),
});
const schema = createRoute({
  method: "get",
  path: `${BASE}/schema`,
  tags,
  summary: "JSON Schema of the document",
  responses: answers(z.looseObject({})),
});
const versions = createRoute({
  method: "get",
  path: `${BASE}/versions`,
  tags,
  summary: "What was published, newest first",
  request: { query: r.versionsQuery },
  responses: answers(c.configurationVersions),
});
const version = createRoute({
  method: "get",
  path: `${BASE}/versions/{version}`,
  tags,
  summary: "One version with its document",
  request: { params: r.byVersion },
  responses: answers(c.configurationVersion),
});
const diff = createRoute({
  method: "get",
  path: `${BASE}/diff`,
  tags,
  summary: "What changed between two versions, or a version and the draft",
  request: { query: r.diffQuery },
  responses: answers(c.configurationDiff),
});
const draft = createRoute({
  method: "get",
  path: `${BASE}/draft`,
  tags,
  summary: "The company's draft",
  responses: answers(c.configurationDraft),
});
const put = createRoute({
  method: "put",
  path: `${BASE}/draft`,
  tags,
  summary: "Write the draft; `conflict` when somebody wrote it since you read it",
  request: { body: jsonBody(r.draftRequest) },
  responses: answers(c.configurationDraft),
});
const discard = createRoute({
  method: "delete",
  path: `${BASE}/draft`,
  tags,
  summary: "Throw the draft away",
  responses: nothing,
});
const check = createRoute({
  method: "post",
  path: `${BASE}/draft/check`,
  tags,
  summary: "Faults and warnings of a document, or of the draft, by path and in words; shape first",
  description:
    "Shape comes first: while something is missing, or of a wrong type or length, only " +
    "the shape's faults are told, at most 20. When it is whole, every fault of what the parts say " +
    "of each other is told with the rest; when there is none, the warnings.",
  request: { body: jsonBody(r.checkRequest) },
  responses: answers(c.configurationCheck),
});
const publish = createRoute({
  method: "post",
  path: `${BASE}/publish`,
  tags,
  summary: "Publish the draft, now or at a time, for good or until a time",
  parameters: repeatable,
  request: { body: jsonBody(r.publishRequest) },
  responses: answers(c.configurationPublished),
});
const rollback = createRoute({
  method: "post",
  path: `${BASE}/rollback`,
  tags,
  summary: "Publish an earlier version again",
  parameters: repeatable,
  request: { body: jsonBody(r.rollbackRequest) },
  responses: answers(c.configurationPublished),
});
const withdraw = createRoute({
  method: "post",
  path: `${BASE}/withdraw`,
  tags,
  summary: "Take back an appointment",
  parameters: repeatable,
  request: { body: jsonBody(r.withdrawRequest) },
  responses: nothing,
});

let jsonSchema: Record<string, unknown> | undefined;

export function configurationRoutes(app: App, gateway: Gateway): void {
  const adminOnly = staffOnly(gateway, "admin");
  app.use(BASE, adminOnly);
  app.use(`${BASE}/*`, adminOnly);
  app.on("PUT", `${BASE}/draft`, configurationBody);
  app.on("POST", `${BASE}/draft/check`, configurationBody);

  app.openapi(show, async (c) => answer(c, await work.overview(gateway, c.get("staff"))));
  app.openapi(schema, (c) => {
    jsonSchema ??= z.toJSONSchema(configurationDocument) as Record<string, unknown>;
    return answer(c, done(jsonSchema));
  });
  app.openapi(
    versions,
    async (c) => answer(c, await work.versions(gateway, c.get("staff"), c.req.valid("query"))),
  );
  app.openapi(version, async (c) => {
    const { version } = c.req.valid("param");
    return answer(c, await work.versionWithDocument(gateway, c.get("staff"), version));
  });
  app.openapi(
    diff,
    async (c) => answer(c, await work.difference(gateway, c.get("staff"), c.req.valid("query"))),
  );
  draftRoutes(app, gateway);
  publishingRoutes(app, gateway);
}

function draftRoutes(app: App, gateway: Gateway): void {
  app.openapi(draft, async (c) => answer(c, await work.draftOf(gateway, c.get("staff"))));
  app.openapi(
    put,
    async (c) => answer(c, await work.putDraft(gateway, c.get("staff"), c.req.valid("json"))),
  );
  app.openapi(
    discard,
    async (c) => answer(c, await work.discardDraft(gateway, c.get("staff")), 204),
  );
  app.openapi(check, async (c) => {
    const { document } = c.req.valid("json");
    return answer(c, await work.checkDraft(gateway, c.get("staff"), document));
  });
}

/** What was published: its version, or what an appointment knows it by until it has one. */
const namedBy = ({ version, hash }: ConfigurationPublished) =>
  version === undefined ? { hash } : { version };

function publishingRoutes(app: App, gateway: Gateway): void {
  app.openapi(publish, async (c) => {
    const request = c.req.valid("json");
    const { edition, effectiveAt, revertAt } = request;
    const detail = { edition, effectiveAt, revertAt };
    const publish = () => work.publishDraft(gateway, staffCall(c), request);
    return answer(c, await audited(gateway, c, "config.publish", detail, publish, namedBy));
  });
  app.openapi(rollback, async (c) => {
    const request = c.req.valid("json");
    const { version, effectiveAt, revertAt } = request;
    const detail = { rolledBackTo: version, effectiveAt, revertAt };
    const rollBack = () => work.rollBack(gateway, staffCall(c), request);
    return answer(c, await audited(gateway, c, "config.rollback", detail, rollBack, namedBy));
  });
  app.openapi(withdraw, async (c) => {
    const appointment = c.req.valid("json");
    const withdraw = () => work.withdraw(gateway, staffCall(c), appointment);
    return answer(c, await audited(gateway, c, "config.withdraw", appointment, withdraw), 204);
  });
}
