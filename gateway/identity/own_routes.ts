import * as s from "../../engine/contract/schemas/account.ts";
import { answer, done } from "../answers.ts";
import type { Gateway } from "../context.ts";
import { answers, createRoute, jsonBody, nothing, staffOnly } from "../door.ts";
import type { App } from "../environment.ts";
import { audited } from "./audit.ts";
import { changePassword } from "./own_password.ts";
import { secondFactorRoutes } from "./second_factor_routes.ts";
import { endOtherSessions, endOwnSession, ownSessions } from "./own_sessions.ts";

const tags = ["Own account"];

const list = createRoute({
  method: "get",
  path: "/api/v1/account/sessions",
  tags,
  summary: "Where one is signed in",
  responses: answers(s.ownSessions),
});
const endOthers = createRoute({
  method: "delete",
  path: "/api/v1/account/sessions",
  tags,
  summary: "End all other sessions; their sockets close",
  responses: nothing,
});
const endOne = createRoute({
  method: "delete",
  path: "/api/v1/account/sessions/{session}",
  tags,
  summary: "End one session; its sockets close",
  request: { params: s.bySession },
  responses: nothing,
});
const password = createRoute({
  method: "put",
  path: "/api/v1/account/password",
  tags,
  summary: "Change one's password; all other sessions end",
  request: { body: jsonBody(s.passwordRequest) },
  responses: nothing,
});

export function ownAccountRoutes(app: App, gateway: Gateway): void {
  app.use("/api/v1/account/*", staffOnly(gateway));
  secondFactorRoutes(app, gateway);
  app.openapi(list, async (c) => answer(c, done(await ownSessions(gateway, c.get("staff")))));
  app.openapi(endOthers, async (c) => {
    const work = async () => done(await endOtherSessions(gateway, c.get("staff")));
    return answer(c, await audited(gateway, c, "sessions.end_others", {}, work), 204);
  });
  app.openapi(endOne, async (c) => {
    const { session } = c.req.valid("param");
    const work = () => endOwnSession(gateway, c.get("staff"), session);
    return answer(c, await audited(gateway, c, "session.end", {}, work), 204);
  });
  app.openapi(password, async (c) => {
    const { password, next } = c.req.valid("json");
    const work = () => changePassword(gateway, c.get("staff"), password, next);
    return answer(c, await audited(gateway, c, "password.change", {}, work), 204);
  });
}
