import * as d from "../../../engine/contract/schemas/desk.ts";
import { groupsOf } from "../../agent/grants.ts";
import { answer, done } from "../../answers.ts";
import type { Gateway } from "../../context.ts";
import { answers, createRoute, searchBudget, staffOnly } from "../../door.ts";
import type { App } from "../../environment.ts";
import { supervises } from "../../identity/sessions.ts";
import { searchVisitors } from "./queries.ts";

const PATH = "/api/v1/visitors";

const search = createRoute({
  method: "get",
  path: PATH,
  tags: ["Visitors"],
  summary: "Past visitors by what their cards hold; agents find those of their groups",
  request: { query: d.visitorSearch },
  responses: answers(d.foundVisitors),
});

export function visitorSearchRoutes(app: App, gateway: Gateway): void {
  app.on("GET", PATH, staffOnly(gateway), searchBudget(gateway));
  app.openapi(search, async (c) => {
    const staff = c.get("staff");
    const { workspace } = staff;
    const groups = [...groupsOf(staff, await gateway.companies.get(workspace))];
    const reader = supervises(staff) ? undefined : { agent: staff.agent ?? "", groups };
    const { search: wanted, blocked } = c.req.valid("query");
    const asked = { search: wanted, now: gateway.clock.wall(), blocked: blocked !== undefined };
    const visitors = await searchVisitors(gateway.database, workspace, asked, reader);
    return answer(c, done({ visitors }));
  });
}
