import * as d from "../../../engine/contract/schemas/desk.ts";
import { answer, done } from "../../answers.ts";
import type { Gateway } from "../../context.ts";
import { answers, createRoute, nothing, searchBudget, staffOnly } from "../../door.ts";
import type { App } from "../../environment.ts";
import { audit } from "../../identity/audit.ts";
import { type Staff, supervises } from "../../identity/sessions.ts";
import { csvOf } from "./csv.ts";
import { type Period, ratingReport, topicReport } from "./queries.ts";
import { ratingTable, topicTable } from "./tables.ts";

const tags = ["Reports"];
const BASE = "/api/v1/reports";
const file = {
  200: { description: "CSV", content: { "text/csv": {} } },
  default: nothing.default,
};

const topics = createRoute({
  method: "get",
  path: `${BASE}/topics`,
  tags,
  summary: "Closing topics of a period, with the one before; agents see their own",
  request: { query: d.topicQuery },
  responses: answers(d.topicReport),
});
const topicsFile = createRoute({
  method: "get",
  path: `${BASE}/topics.csv`,
  tags,
  summary: "The same as a file for spreadsheets",
  request: { query: d.topicQuery },
  responses: file,
});
const ratings = createRoute({
  method: "get",
  path: `${BASE}/ratings`,
  tags,
  summary: "Ratings of a period by agent, route or reason",
  request: { query: d.ratingQuery },
  responses: answers(d.ratingReport),
});
const ratingsFile = createRoute({
  method: "get",
  path: `${BASE}/ratings.csv`,
  tags,
  summary: "The same as a file for spreadsheets",
  request: { query: d.ratingQuery },
  responses: file,
});

/** Agents read their own figures; who supervises reads everybody's. */
const periodOf = (staff: Staff, query: { from: number; to: number; shop?: string }): Period => ({
  workspace: staff.workspace,
  from: query.from,
  to: query.to,
  shop: query.shop,
  ...(!supervises(staff) && { agent: staff.agent ?? "" }),
});

export function reportRoutes(app: App, gateway: Gateway): void {
  const { database } = gateway;
  app.use(`${BASE}/*`, staffOnly(gateway), searchBudget(gateway));

  const ratingsFor = async (
    staff: Staff,
    query: Parameters<typeof periodOf>[1] & {
      by: Parameters<typeof ratingReport>[2];
    },
  ) => {
    const company = await gateway.companies.get(staff.workspace);
    const reasons = company?.configuration?.rating.reasons ?? [];
    const others = reasons.filter((one) => !one.counts).map((one) => one.id);
    return await ratingReport(database, periodOf(staff, query), query.by, others);
  };
  const sent = (name: string) => ({
    "content-type": "text/csv; charset=utf-8",
    "content-disposition": `attachment; filename="${name}.csv"`,
  });

  app.openapi(topics, async (c) => {
    const period = periodOf(c.get("staff"), c.req.valid("query"));
    return answer(c, done(await topicReport(database, period)));
  });
  app.openapi(topicsFile, async (c) => {
    const staff = c.get("staff");
    const report = await topicReport(database, periodOf(staff, c.req.valid("query")));
    const company = await gateway.companies.get(staff.workspace);
    const table = topicTable(report, company, c.get("language"));
    audit(gateway, staff, "report.topics", c.get("requestId"), "done");
    return c.body(csvOf(table), 200, sent("topics")) as never;
  });
  app.openapi(ratings, async (c) => {
    return answer(c, done(await ratingsFor(c.get("staff"), c.req.valid("query"))));
  });
  app.openapi(ratingsFile, async (c) => {
    const staff = c.get("staff");
    const query = c.req.valid("query");
    const company = await gateway.companies.get(staff.workspace);
    const report = await ratingsFor(staff, query);
    const table = ratingTable(report, query.by, company, c.get("language"));
    audit(gateway, staff, "report.ratings", c.get("requestId"), "done");
    return c.body(csvOf(table), 200, sent(`ratings-${query.by}`)) as never;
  });
}
