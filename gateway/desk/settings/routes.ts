import * as d from "../../../engine/contract/schemas/desk.ts";
import type { PersonalSettings } from "../../../engine/contract/wire/desk.ts";
import { answer, done } from "../../answers.ts";
import type { Gateway } from "../../context.ts";
import { answers, createRoute, jsonBody, nothing } from "../../door.ts";
import type { App } from "../../environment.ts";

const tags = ["Desk"];
const PATH = "/api/v1/agent/settings";

const show = createRoute({
  method: "get",
  path: PATH,
  tags,
  summary: "What one chose for the own desk; empty at first",
  responses: answers(d.personalSettings),
});
const put = createRoute({
  method: "put",
  path: PATH,
  tags,
  summary: "Keep what one chose, as a whole",
  request: { body: jsonBody(d.personalSettings) },
  responses: nothing,
});

/** Behind the door of the staff, which `agent/*` has. */
export function settingsRoutes(app: App, gateway: Gateway): void {
  const { database, clock } = gateway;
  app.openapi(show, async (c) => {
    const [row] = await database.query<{ document: PersonalSettings }>(
      "select document from desk.settings where account = $1",
      [c.get("staff").account],
    );
    return answer(c, done(row?.document ?? {}));
  });
  app.openapi(put, async (c) => {
    await database.query(
      `insert into desk.settings (account, document, changed_at) values ($1, $2::jsonb, $3)
       on conflict (account) do update
         set document = excluded.document, changed_at = excluded.changed_at`,
      [c.get("staff").account, JSON.stringify(c.req.valid("json")), clock.wall()],
    );
    return answer(c, done(undefined), 204);
  });
}
