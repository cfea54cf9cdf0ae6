import * as d from "../../../engine/contract/schemas/desk.ts";
import { groupsOf } from "../../agent/grants.ts";
import { answer, done } from "../../answers.ts";
import type { Gateway } from "../../context.ts";
import { shortName } from "../../conversations/views.ts";
import { answers, createRoute, staffOnly } from "../../door.ts";
import type { App } from "../../environment.ts";
import { supervises } from "../../identity/sessions.ts";
import { pendingRows } from "./queries.ts";

const PATH = "/api/v1/pending";

const list = createRoute({
  method: "get",
  path: PATH,
  tags: ["Desk"],
  summary: "Parked work or left messages: everybody's for supervisors, else the own ones",
  request: { query: d.pendingQuery },
  responses: answers(d.pendingList),
});

export function pendingRoutes(app: App, gateway: Gateway): void {
  app.on("GET", PATH, staffOnly(gateway));
  app.openapi(list, async (c) => {
    const staff = c.get("staff");
    const { workspace } = staff;
    const groups = [...groupsOf(staff, await gateway.companies.get(workspace))];
    const reader = supervises(staff) ? undefined : { agent: staff.agent ?? "", groups };
    const { state } = c.req.valid("query");
    const found = await pendingRows(gateway.database, workspace, state, reader);
    const rows = found.map((row) => ({
      ...row,
      visitorName: row.card.name || shortName(row.visitor, c.get("language")),
    }));
    return answer(c, done({ rows }));
  });
}
