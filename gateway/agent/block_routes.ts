import * as b from "../../engine/contract/schemas/bodies.ts";
import { blockVisitor } from "../../engine/contract/schemas/visitors.ts";
import { answer } from "../answers.ts";
import type { Gateway } from "../context.ts";
import { answers, createRoute, jsonBody, repeatable, staffOnly } from "../door.ts";
import type { App } from "../environment.ts";
import { audited } from "../identity/audit.ts";
import { block } from "./block.ts";
import { staffCall } from "./routes.ts";

const put = createRoute({
  method: "post",
  path: "/api/v1/visitors/{id}/block",
  tags: ["Visitors"],
  summary: "Ends a visitor's conversations and takes no new ones, until a time or until lifted",
  parameters: repeatable,
  request: { params: b.byId, body: jsonBody(blockVisitor) },
  responses: answers(b.seqAnswer),
});

export function blockRoutes(app: App, gateway: Gateway): void {
  app.use("/api/v1/visitors/:id/block", staffOnly(gateway));
  app.openapi(put, async (c) => {
    const { id } = c.req.valid("param");
    const change = c.req.valid("json");
    const action = change.blocked ? "visitor.block" : "visitor.unblock";
    const detail = { visitor: id, untilAt: change.untilAt };
    const work = () => block(gateway, staffCall(c), id, change);
    return answer(c, await audited(gateway, c, action, detail, work));
  });
}
