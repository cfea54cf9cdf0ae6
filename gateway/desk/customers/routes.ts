import { z } from "zod";
import * as d from "../../../engine/contract/schemas/desk.ts";
import { token } from "../../../engine/contract/schemas/fields.ts";
import { answer } from "../../answers.ts";
import type { Gateway } from "../../context.ts";
import { answers, createRoute, jsonBody, nothing, staffOnly, visitorOnly } from "../../door.ts";
import type { App } from "../../environment.ts";
import { audited } from "../../identity/audit.ts";
import { identify, renewSecret, shopSecret } from "./customers.ts";

const PATH = "/api/v1/visitor/customer";
const SECRETS = "/api/v1/customer-secrets";
const byShop = z.object({ shop: token });

const put = createRoute({
  method: "post",
  path: PATH,
  tags: ["Visitor"],
  summary: "Who the visitor is to the shop, signed by the shop's secret",
  request: { body: jsonBody(d.customerRequest) },
  responses: nothing,
});
const show = createRoute({
  method: "get",
  path: `${SECRETS}/{shop}`,
  tags: ["Administration"],
  summary: "The secret by which a shop's server signs its customers",
  request: { params: byShop },
  responses: answers(d.customerSecret),
});
const renew = createRoute({
  method: "post",
  path: `${SECRETS}/{shop}/renew`,
  tags: ["Administration"],
  summary: "Another secret; the old one is void at once",
  request: { params: byShop },
  responses: answers(d.customerSecret),
});

export function customerRoutes(app: App, gateway: Gateway): void {
  app.use(PATH, visitorOnly(gateway));
  app.use(`${SECRETS}/*`, staffOnly(gateway, "admin"));
  app.openapi(
    put,
    async (c) => answer(c, await identify(gateway, c.get("visitor"), c.req.valid("json")), 204),
  );
  app.openapi(show, async (c) => {
    const { shop } = c.req.valid("param");
    const work = () => shopSecret(gateway, c.get("staff"), shop);
    return answer(c, await audited(gateway, c, "customer_secret.show", { shop }, work));
  });
  app.openapi(renew, async (c) => {
    const { shop } = c.req.valid("param");
    const work = () => renewSecret(gateway, c.get("staff"), shop);
    return answer(c, await audited(gateway, c, "customer_secret.renew", { shop }, work));
  });
}
