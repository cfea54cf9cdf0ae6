import type { MiddlewareHandler } from "hono";
import type { Gateway } from "../context.ts";
import type { AppEnv } from "../environment.ts";
import { problem } from "../problems.ts";
import { originIsOurs } from "./origins.ts";

/** Types that a form of another site can send without asking. */
const FORM_TYPES = ["text/plain", "multipart/form-data", "application/x-www-form-urlencoded"];
const SAFE = ["GET", "HEAD"];
/** Paths whose body is a file, of whatever type. */
const RAW =
  /^\/api\/v1\/(?:(?:visitor|agent)\/files|quick-replies\/[^/]+\/file|agents\/[^/]+\/picture)$/;

/** What a shop's page says from its own origin: no credentials are read there, so none are abused. */
export const FROM_SHOPS = "/api/v1/visitor/browsing";

export const isUpload = (path: string): boolean => RAW.test(path);

/**
 * A state-changing request comes from our own pages or from a program, never from another site:
 * browsers say so in `Sec-Fetch-Site` and `Origin`, and a form cannot send JSON. There is no CORS:
 * no header allows another origin but for `FROM_SHOPS`, and preflights fail.
 */
export const ownPagesOnly = (gateway: Gateway): MiddlewareHandler<AppEnv> => async (c, next) => {
  if (SAFE.includes(c.req.method) || c.req.path === FROM_SHOPS) return await next();
  const site = c.req.header("sec-fetch-site");
  if (site !== undefined && site !== "same-origin" && site !== "none") {
    return problem(c, { code: "forbidden" });
  }
  const origin = c.req.header("origin");
  if (origin !== undefined && !originIsOurs(gateway, c, origin)) {
    return problem(c, { code: "forbidden" });
  }
  const type = c.req.header("content-type")?.split(";")[0].trim().toLowerCase();
  if (type !== undefined && !isUpload(c.req.path) && type !== "application/json") {
    return problem(c, { code: FORM_TYPES.includes(type) ? "forbidden" : "unsupported" });
  }
  await next();
};
