import { clockRates } from "../../engine/contract/schemas/configuration_answers.ts";
import type { ClockRates } from "../../engine/contract/wire/http_configuration.ts";
import { answer, done, type Outcome } from "../answers.ts";
import type { Gateway } from "../context.ts";
import { answers, createRoute, staffOnly } from "../door.ts";
import type { App } from "../environment.ts";
import type { Staff } from "../identity/sessions.ts";

const rates = createRoute({
  method: "get",
  path: "/api/v1/clocks/rates",
  tags: ["Clocks"],
  summary: "The day's reply rates as the marketplaces count them, with the misses still allowed",
  responses: answers(clockRates),
});

async function ratesOf(gateway: Gateway, staff: Staff): Promise<Outcome<ClockRates>> {
  const reply = await gateway.bus.query(staff.workspace, "clock.live", {});
  return reply.ok ? done({ at: gateway.clock.wall(), rates: reply.answer.rates }) : reply;
}

export function clockRoutes(app: App, gateway: Gateway): void {
  app.use("/api/v1/clocks/*", staffOnly(gateway, "supervisor", "admin"));
  app.openapi(rates, async (c) => answer(c, await ratesOf(gateway, c.get("staff"))));
}
