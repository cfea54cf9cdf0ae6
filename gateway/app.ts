import { OpenAPIHono } from "@hono/zod-openapi";
import type { Context, MiddlewareHandler } from "hono";
import { routePath } from "hono/route";
import { DatabaseUnavailable } from "../engine/contract/ports/database.ts";
import { KeysUnavailable } from "../engine/contract/ports/keys.ts";
import { explainRoutes } from "./admin/explain.ts";
import { clockRoutes } from "./admin/clocks.ts";
import { configurationRoutes } from "./admin/configuration/routes.ts";
import { simulationRoutes } from "./admin/simulations/routes.ts";
import { staffingRoutes } from "./admin/staffing/routes.ts";
import { adjustmentRoutes } from "./admin/adjustments/routes.ts";
import { adminRoutes } from "./admin/routes.ts";
import { agentRoutes } from "./agent/routes.ts";
import { browsingRoutes } from "./browsing/routes.ts";
import type { Gateway } from "./context.ts";
import { deskRoutes } from "./desk/routes.ts";
import { IDEMPOTENCY_KEY_FAULT, idempotencyKeyIsFine, spend } from "./door.ts";
import type { App, AppEnv } from "./environment.ts";
import { ownPagesOnly } from "./headers/csrf.ts";
import { securityHeaders } from "./headers/security.ts";
import { auditRoutes } from "./identity/audit_routes.ts";
import { apiKeyRoutes } from "./identity/keys/routes.ts";
import { ownAccountRoutes } from "./identity/own_routes.ts";
import { identityRoutes } from "./identity/routes.ts";
import { randomId } from "./ids.ts";
import { languageOf } from "./language.ts";
import { clientAddress } from "./limits/address.ts";
import { smallBody } from "./bodies.ts";
import { errorFields } from "./log.ts";
import { docsRoutes } from "./pages/docs.ts";
import { healthRoutes } from "./pages/health.ts";
import { staticRoutes } from "./pages/static.ts";
import { problem, refusalOf } from "./problems.ts";
import { socketRoutes } from "./sockets/upgrade.ts";
import { lookSheetRoutes } from "./visitor/look_sheet.ts";
import { visitorRoutes } from "./visitor/routes.ts";

/**
 * A request's way: 1. id, language, address; 2. budget of the address; 3. no credentials in the
 * address line; 4. only our own pages change anything; 5. the body, within size and time (large ones after
 * 6.); 6. who asks; 7. the schema; 8. the work, which answers with a value; 9. headers, log, counters.
 */
export function buildApp(gateway: Gateway, gauges: () => Record<string, number>): App {
  const app: App = new OpenAPIHono<AppEnv>({
    defaultHook: (result, c) => result.success ? undefined : problem(c, refusalOf(result.error)),
  });
  app.use(begun(gateway), securityHeaders(gateway));
  healthRoutes(app, gateway, gauges);
  app.use(
    "/api/*",
    withinBudget(gateway),
    noCredentialsInAddress,
    ownPagesOnly(gateway),
    smallBody,
  );
  docsRoutes(app, gateway);
  identityRoutes(app, gateway);
  ownAccountRoutes(app, gateway);
  apiKeyRoutes(app, gateway);
  auditRoutes(app, gateway);
  socketRoutes(app, gateway);
  visitorRoutes(app, gateway);
  browsingRoutes(app, gateway);
  explainRoutes(app, gateway);
  agentRoutes(app, gateway);
  deskRoutes(app, gateway);
  adminRoutes(app, gateway);
  clockRoutes(app, gateway);
  configurationRoutes(app, gateway);
  adjustmentRoutes(app, gateway);
  simulationRoutes(app, gateway);
  staffingRoutes(app, gateway);
  lookSheetRoutes(app, gateway);
  staticRoutes(app, gateway);
  app.notFound((c) => problem(c, { code: "not_found" }));
  app.onError((error, c) => failed(gateway, c as Context<AppEnv>, error));
  return app;
}

const begun = (gateway: Gateway): MiddlewareHandler<AppEnv> => async (c, next) => {
  const startedAt = gateway.clock.monotonic();
  c.set("requestId", randomId("r"));
  c.set("language", languageOf(c.req.header("accept-language")));
  const { trustedProxies } = gateway.settings;
  const peer = c.env?.peer ?? "";
  c.set("address", clientAddress(peer, c.req.header("x-forwarded-for"), trustedProxies));
  await next();
  const { status } = c.res;
  const ms = gateway.clock.monotonic() - startedAt;
  gateway.metrics.observe(ms);
  gateway.metrics.count("http_requests_total", `${Math.floor(status / 100)}xx`);
  const refused = c.get("refused");
  if (refused === undefined || status === 101) return;
  gateway.metrics.count("refusals_total", refused);
  gateway.onLog({
    level: status >= 500 ? "warn" : "info",
    event: "refused",
    requestId: c.get("requestId"),
    method: c.req.method,
    route: routePath(c, -1),
    status,
    code: refused,
    ms: Math.round(ms),
  });
};

const withinBudget = (gateway: Gateway): MiddlewareHandler<AppEnv> => async (c, next) =>
  spend(gateway, c, ["requestsPerAddress", c.get("address")]) ?? await next();

/** Addresses are logged by every proxy and kept in every history. */
const CREDENTIALS = ["token", "access_token", "authorization", "ticket", "session", "password"];

/** An ordinary host and a path without a query, as nearly all are, need no parser. */
const PLAIN_ADDRESS = /^https?:\/\/[a-z0-9.-]+(?::\d{1,5})?\/[A-Za-z0-9_/-]*$/;

const noCredentialsInAddress: MiddlewareHandler<AppEnv> = async (c, next) => {
  if (!PLAIN_ADDRESS.test(c.req.url)) {
    // a Host header that is none makes an address that is none
    const url = URL.parse(c.req.url);
    if (!url) return problem(c, { code: "unknown_type" });
    if (CREDENTIALS.some((name) => url.searchParams.has(name))) {
      return problem(c, { code: "unauthenticated" });
    }
  }
  if (!idempotencyKeyIsFine(c.req.header("idempotency-key"))) {
    return problem(c, IDEMPOTENCY_KEY_FAULT);
  }
  await next();
};

/** What nobody expected: a fixed sentence outside, name and place in the log. */
function failed(gateway: Gateway, c: Context<AppEnv>, error: unknown): Response {
  if (error instanceof DatabaseUnavailable || error instanceof KeysUnavailable) {
    return problem(c, { code: "unavailable" });
  }
  gateway.onLog({
    level: "error",
    event: "request.failed",
    requestId: c.get("requestId"),
    route: routePath(c, -1),
    ...errorFields(error),
  });
  return problem(c, { code: "internal" });
}
