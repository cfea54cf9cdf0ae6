import * as d from "../../../engine/contract/schemas/desk.ts";
import type { DayFigures } from "../../../engine/contract/wire/day.ts";
import { midnight } from "../../agent/desk.ts";
import { answer, done, type Outcome, refused } from "../../answers.ts";
import type { Gateway } from "../../context.ts";
import { answers, createRoute, staffOnly } from "../../door.ts";
import type { App } from "../../environment.ts";
import { dayFigures } from "./queries.ts";

const PATH = "/api/v1/wall/day";

const show = createRoute({
  method: "get",
  path: PATH,
  tags: ["Reports"],
  summary: "The day so far: served, invited, durations, and how many came when",
  request: { query: d.dayQuery },
  responses: answers(d.dayFigures),
});

export function dayRoutes(app: App, gateway: Gateway): void {
  app.use(PATH, staffOnly(gateway, "supervisor", "admin"));
  app.openapi(show, async (c) => {
    const { workspace } = c.get("staff");
    return answer(c, await dayOf(gateway, workspace, c.req.valid("query").shop));
  });
}

/** However many walls hang in a company, the records are asked so often. */
const AGE_MS = 5_000;
/** Companies and their shops. */
const KEPT_MAX = 1_000;

const keptOf = new WeakMap<Gateway, Map<string, { at: number; figures: Promise<DayFigures> }>>();

async function dayOf(
  gateway: Gateway,
  workspace: string,
  shop: string | undefined,
): Promise<Outcome<DayFigures>> {
  const company = await gateway.companies.get(workspace);
  if (!company) return refused("unavailable");
  const shops = company.configuration?.shops ?? [];
  const zone = (shops.find(({ id }) => id === shop) ?? shops[0])?.timeZone ?? "Asia/Shanghai";
  const at = gateway.clock.wall();
  const since = midnight(at, zone);
  const kept = keptOf.get(gateway) ?? new Map();
  keptOf.set(gateway, kept);
  const name = `${workspace}\0${shop ?? ""}`;
  const known = kept.get(name);
  if (known && at - known.at < AGE_MS && known.at >= since) return done(await known.figures);
  const agents = [...company.agents.keys()];
  const figures = dayFigures(gateway.database, { workspace, since, at, shop, agents });
  if (kept.size >= KEPT_MAX) kept.delete(kept.keys().next().value!);
  kept.set(name, { at, figures });
  // an answer that failed is asked for again at once
  figures.catch(() => kept.delete(name));
  return done(await figures);
}
