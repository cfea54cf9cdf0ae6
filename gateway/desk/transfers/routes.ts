import * as d from "../../../engine/contract/schemas/desk.ts";
import { answer, done } from "../../answers.ts";
import type { Gateway } from "../../context.ts";
import { answers, createRoute, searchBudget, staffOnly } from "../../door.ts";
import type { App } from "../../environment.ts";
import { thirdTransfers } from "./queries.ts";

const PATH = "/api/v1/wall/transfers";

const list = createRoute({
  method: "get",
  path: PATH,
  tags: ["Desk"],
  summary: "Open conversations that were handed on for the third time",
  responses: answers(d.transferAlerts),
});

export function transferRoutes(app: App, gateway: Gateway): void {
  app.use(PATH, staffOnly(gateway, "supervisor", "admin"), searchBudget(gateway));
  app.openapi(list, async (c) => {
    const { workspace } = c.get("staff");
    return answer(c, done({ alerts: await thirdTransfers(gateway.database, workspace) }));
  });
}
