import { staffingAnswer, staffingRequest } from "../../../engine/contract/schemas/staffing.ts";
import { answer, done, refused } from "../../answers.ts";
import type { Gateway } from "../../context.ts";
import { answers, createRoute, jsonBody, staffOnly } from "../../door.ts";
import type { App } from "../../environment.ts";

const compute = createRoute({
  method: "post",
  path: "/api/v1/staffing",
  tags: ["Simulation"],
  summary: "The fewest agents that reach a service level under a stated load",
  request: { body: jsonBody(staffingRequest) },
  responses: answers(staffingAnswer),
});

/** The staffing calculator, for admins; nothing of the company is read. */
export function staffingRoutes(app: App, gateway: Gateway): void {
  app.use("/api/v1/staffing", staffOnly(gateway, "admin"));
  app.openapi(compute, (c) => {
    const { staffing } = gateway;
    return answer(c, staffing ? done(staffing(c.req.valid("json"))) : refused("unavailable"));
  });
}
