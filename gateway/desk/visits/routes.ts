import * as d from "../../../engine/contract/schemas/desk.ts";
import { answer, done, refused } from "../../answers.ts";
import type { Gateway } from "../../context.ts";
import { createRoute, jsonBody, nothing, visitorOnly } from "../../door.ts";
import type { App } from "../../environment.ts";
import { tellOrders } from "./visits.ts";

const PATH = "/api/v1/visitor/orders";

const put = createRoute({
  method: "post",
  path: PATH,
  tags: ["Visitor"],
  summary: "Orders that the shop's page knows of, in place of the ones before",
  request: { body: jsonBody(d.ordersRequest) },
  responses: nothing,
});

export function visitRoutes(app: App, gateway: Gateway): void {
  app.use(PATH, visitorOnly(gateway));
  app.openapi(put, async (c) => {
    const { orders } = c.req.valid("json");
    const told = await tellOrders(gateway, c.get("visitor"), orders);
    return answer(c, told ? done(undefined) : refused("unauthenticated"), 204);
  });
}
