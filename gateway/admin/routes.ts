import * as a from "../../engine/contract/schemas/answers.ts";
import { newAccountRequest, roleRequest } from "../../engine/contract/schemas/account.ts";
import * as b from "../../engine/contract/schemas/bodies.ts";
import { configurationDocument } from "../../engine/contract/schemas/configuration.ts";
import { rosterRequest } from "../../engine/contract/schemas/roster.ts";
import { answer } from "../answers.ts";
import { staffCall } from "../agent/routes.ts";
import { configurationBody } from "../bodies.ts";
import type { Gateway } from "../context.ts";
import { answers, createRoute, jsonBody, nothing, repeatable, staffOnly } from "../door.ts";
import type { App } from "../environment.ts";
import { audited } from "../identity/audit.ts";
import { addAccount } from "../identity/new_account.ts";
import {
  accounts,
  changeAgent,
  changeRole,
  disable,
  erase,
  publish,
  removeAgent,
  resetSecondFactor,
  roster,
} from "./actions.ts";

const tags = ["Administration"];

const showRoster = createRoute({
  method: "get",
  path: "/api/v1/roster",
  tags,
  summary: "Agents and their memberships",
  responses: answers(a.roster),
});
const put = createRoute({
  method: "put",
  path: "/api/v1/roster/{agent}",
  tags,
  summary: "Add or change an agent; `conflict`, by field, when another than `expects` stands there",
  parameters: repeatable,
  request: { params: b.byAgent, body: jsonBody(rosterRequest) },
  responses: answers(b.seqAnswer),
});
const putSame = createRoute({
  method: "put",
  path: "/api/v1/agents/{agent}",
  tags,
  summary: "Add or change an agent; `conflict`, by field, when another than `expects` stands there",
  parameters: repeatable,
  request: { params: b.byAgent, body: jsonBody(rosterRequest) },
  responses: answers(b.seqAnswer),
});
const remove = createRoute({
  method: "delete",
  path: "/api/v1/roster/{agent}",
  tags,
  summary: "Remove an agent",
  parameters: repeatable,
  request: { params: b.byAgent },
  responses: answers(b.seqAnswer),
});
const publishOne = createRoute({
  method: "post",
  path: "/api/v1/configuration",
  tags,
  summary: "Publish a configuration; refused as a whole, faults by path",
  parameters: repeatable,
  request: { body: jsonBody(configurationDocument) },
  responses: answers(a.published),
});
const showAccounts = createRoute({
  method: "get",
  path: "/api/v1/accounts",
  tags,
  summary: "Accounts of the company",
  responses: answers(a.accounts),
});
const addOne = createRoute({
  method: "post",
  path: "/api/v1/accounts",
  tags,
  summary: "Add an account, with a place in the roster when it takes conversations",
  parameters: repeatable,
  request: { body: jsonBody(newAccountRequest) },
  responses: nothing,
});
const disableOne = createRoute({
  method: "post",
  path: "/api/v1/accounts/{account}/disable",
  tags,
  summary: "Disable an account; its sessions and sockets end",
  request: { params: b.byAccount },
  responses: nothing,
});
const enableOne = createRoute({
  method: "post",
  path: "/api/v1/accounts/{account}/enable",
  tags,
  summary: "Enable an account again",
  request: { params: b.byAccount },
  responses: nothing,
});
const roleOne = createRoute({
  method: "put",
  path: "/api/v1/accounts/{account}/role",
  tags,
  summary: "Give an account another role; its sessions and sockets end",
  request: { params: b.byAccount, body: jsonBody(roleRequest) },
  responses: nothing,
});
const resetOne = createRoute({
  method: "post",
  path: "/api/v1/accounts/{account}/reset-second-factor",
  tags,
  summary: "Take away the second factor of a lost device; sessions and sockets end",
  request: { params: b.byAccount },
  responses: nothing,
});
const eraseOne = createRoute({
  method: "post",
  path: "/api/v1/visitors/{id}/erase",
  tags,
  summary: "Erase everything of a visitor, for good",
  parameters: repeatable,
  request: { params: b.byId },
  responses: answers(b.seqAnswer),
});

export function adminRoutes(app: App, gateway: Gateway): void {
  const adminOnly = staffOnly(gateway, "admin");
  for (
    const path of ["roster", "roster/*", "accounts", "accounts/*", "visitors/:id/erase"]
  ) {
    app.use(`/api/v1/${path}`, adminOnly);
  }
  app.on("PUT", "/api/v1/agents/:agent", adminOnly);
  app.on("POST", "/api/v1/configuration", adminOnly, configurationBody);

  app.openapi(showRoster, async (c) => answer(c, await roster(gateway, c.get("staff"))));
  for (const route of [put, putSame]) {
    app.openapi(route, async (c) => {
      const { agent } = c.req.valid("param");
      const { expects, ...record } = c.req.valid("json");
      const work = () => changeAgent(gateway, staffCall(c), agent, record, expects);
      return answer(c, await audited(gateway, c, "roster.put", { agent }, work));
    });
  }
  app.openapi(remove, async (c) => {
    const { agent } = c.req.valid("param");
    const work = () => removeAgent(gateway, staffCall(c), agent);
    return answer(c, await audited(gateway, c, "roster.remove", { agent }, work));
  });
  app.openapi(publishOne, async (c) => {
    const document = c.req.valid("json");
    const work = () => publish(gateway, staffCall(c), document);
    const named = ({ version }: { version: number }) => ({ version });
    return answer(c, await audited(gateway, c, "config.publish", {}, work, named));
  });
  app.openapi(showAccounts, async (c) => answer(c, await accounts(gateway, c.get("staff"))));
  app.openapi(addOne, async (c) => {
    const request = c.req.valid("json");
    const { account, role } = request;
    const work = () => addAccount(gateway, staffCall(c), request);
    return answer(c, await audited(gateway, c, "account.add", { account, role }, work), 204);
  });
  for (const [route, disabled] of [[disableOne, true], [enableOne, false]] as const) {
    app.openapi(route, async (c) => {
      const { account } = c.req.valid("param");
      const action = disabled ? "account.disable" : "account.enable";
      const work = () => disable(gateway, c.get("staff"), account, disabled);
      return answer(c, await audited(gateway, c, action, { account }, work), 204);
    });
  }
  app.openapi(roleOne, async (c) => {
    const { account } = c.req.valid("param");
    const { role } = c.req.valid("json");
    const work = () => changeRole(gateway, c.get("staff"), account, role);
    return answer(c, await audited(gateway, c, "account.role", { account, role }, work), 204);
  });
  app.openapi(resetOne, async (c) => {
    const { account } = c.req.valid("param");
    const work = () => resetSecondFactor(gateway, c.get("staff"), account);
    return answer(c, await audited(gateway, c, "second_factor.reset", { account }, work), 204);
  });
  app.openapi(eraseOne, async (c) => {
    const { id } = c.req.valid("param");
    const work = () => erase(gateway, staffCall(c), id);
    return answer(c, await audited(gateway, c, "visitor.erase", { visitor: id }, work));
  });
}
