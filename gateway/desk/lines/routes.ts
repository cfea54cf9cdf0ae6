import * as a from "../../../engine/contract/schemas/answers.ts";
import * as b from "../../../engine/contract/schemas/bodies.ts";
import { answer } from "../../answers.ts";
import type { Gateway } from "../../context.ts";
import { answers, createRoute, searchBudget, staffOnly } from "../../door.ts";
import type { App } from "../../environment.ts";
import { linePage } from "./work.ts";

const PATH = "/api/v1/wall/lines";

const page = createRoute({
  method: "get",
  path: `${PATH}/{id}`,
  tags: ["Desk"],
  summary: "A group's waiting line in the order of coming; `after`: the `next` of the page before",
  request: { params: b.byId, query: b.lineQuery },
  responses: answers(a.companyPage),
});

export function lineRoutes(app: App, gateway: Gateway): void {
  app.use(`${PATH}/*`, staffOnly(gateway, "supervisor", "admin"), searchBudget(gateway));
  app.openapi(page, async (c) => {
    const { id } = c.req.valid("param");
    const asked = c.req.valid("query");
    return answer(c, await linePage(gateway, c.get("staff"), id, asked, c.get("language")));
  });
}
