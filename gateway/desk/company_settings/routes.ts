import * as d from "../../../engine/contract/schemas/desk.ts";
import { answer, done } from "../../answers.ts";
import type { Gateway } from "../../context.ts";
import { answers, createRoute, jsonBody, nothing, staffOnly } from "../../door.ts";
import type { App } from "../../environment.ts";
import { audit } from "../../identity/audit.ts";

const tags = ["Administration"];
const PATH = "/api/v1/company-settings";

const show = createRoute({
  method: "get",
  path: PATH,
  tags,
  summary: "What the company settled for desk and widget",
  responses: answers(d.companySettings),
});
const put = createRoute({
  method: "put",
  path: PATH,
  tags,
  summary: "Settle it, as a whole",
  request: { body: jsonBody(d.companySettings) },
  responses: nothing,
});

export function companySettingsRoutes(app: App, gateway: Gateway): void {
  app.on("GET", PATH, staffOnly(gateway));
  app.on("PUT", PATH, staffOnly(gateway, "admin"));
  app.openapi(show, (c) => {
    return answer(c, done(gateway.companySettings.of(c.get("staff").workspace)));
  });
  app.openapi(put, async (c) => {
    const staff = c.get("staff");
    audit(gateway, staff, "company_settings.put", c.get("requestId"));
    const now = gateway.clock.wall();
    await gateway.companySettings.put(staff.workspace, c.req.valid("json"), now);
    return answer(c, done(undefined), 204);
  });
}
