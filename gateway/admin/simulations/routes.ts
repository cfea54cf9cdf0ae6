import * as s from "../../../engine/contract/schemas/simulation.ts";
import { answer } from "../../answers.ts";
import type { Gateway } from "../../context.ts";
import { answers, created, createRoute, jsonBody, nothing, staffOnly } from "../../door.ts";
import type { App } from "../../environment.ts";
import { cancel, progress, start } from "./work.ts";

const tags = ["Simulation"];
const BASE = "/api/v1/simulations";

const begin = createRoute({
  method: "post",
  path: BASE,
  tags,
  summary: "Try the draft on a recorded day; `conflict` while one runs",
  request: { body: jsonBody(s.simulationRequest) },
  responses: created(s.simulationStarted),
});
const watch = createRoute({
  method: "get",
  path: `${BASE}/{simulation}`,
  tags,
  summary: "How far it is, or what it came to",
  request: { params: s.bySimulation },
  responses: answers(s.simulationProgress),
});
const end = createRoute({
  method: "delete",
  path: `${BASE}/{simulation}`,
  tags,
  summary: "End it",
  request: { params: s.bySimulation },
  responses: nothing,
});

/** What-if for admins: a draft against the configuration in force, on a day that was. */
export function simulationRoutes(app: App, gateway: Gateway): void {
  const adminOnly = staffOnly(gateway, "admin");
  app.use(BASE, adminOnly);
  app.use(`${BASE}/*`, adminOnly);
  app.openapi(
    begin,
    async (c) => answer(c, await start(gateway, c.get("staff"), c.req.valid("json")), 201),
  );
  app.openapi(
    watch,
    async (c) =>
      answer(c, await progress(gateway, c.get("staff"), c.req.valid("param").simulation)),
  );
  app.openapi(
    end,
    async (c) =>
      answer(c, await cancel(gateway, c.get("staff"), c.req.valid("param").simulation), 204),
  );
}
