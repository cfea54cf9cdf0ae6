import { auditPage, auditQuery } from "../../engine/contract/schemas/audit.ts";
import { answer, done } from "../answers.ts";
import type { Gateway } from "../context.ts";
import { answers, createRoute, staffOnly } from "../door.ts";
import type { App } from "../environment.ts";
import { readAudit } from "./audit_reading.ts";

const read = createRoute({
  method: "get",
  path: "/api/v1/audit",
  tags: ["Administration"],
  summary: "What admins and supervisors changed, newest first; there is no way to change it",
  request: { query: auditQuery },
  responses: answers(auditPage),
});

export function auditRoutes(app: App, gateway: Gateway): void {
  app.use("/api/v1/audit", staffOnly(gateway, "admin"));
  app.openapi(read, async (c) => {
    const { workspace } = c.get("staff");
    return answer(c, done(await readAudit(gateway.database, workspace, c.req.valid("query"))));
  });
}
