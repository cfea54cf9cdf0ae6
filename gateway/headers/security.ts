import type { MiddlewareHandler } from "hono";
import type { Gateway } from "../context.ts";
import type { AppEnv } from "../environment.ts";
import { SHOP_SCRIPTS } from "../pages/static.ts";

/**
 * Headers of every answer. No inline script or style anywhere; the desk is framed by nobody; the
 * widget's page is made to be framed by shops, and holds nothing that a click could be stolen for.
 */
export const securityHeaders = (gateway: Gateway): MiddlewareHandler<AppEnv> => async (c, next) => {
  // Read before: once a socket has taken the request over, nothing of it can be read any more.
  const { path } = c.req;
  const contentPolicy = policy(gateway, c.req.header("host"), path);
  await next();
  if (c.res.status === SWITCHED) return;
  const { headers } = c.res;
  headers.set("x-request-id", c.get("requestId"));
  headers.set("x-content-type-options", "nosniff");
  headers.set("referrer-policy", "strict-origin-when-cross-origin");
  headers.set("permissions-policy", "camera=(), geolocation=(), payment=(), usb=()");
  const embedded = isEmbedded(path);
  headers.set("cross-origin-resource-policy", embedded ? "cross-origin" : "same-origin");
  if (!embedded) headers.set("cross-origin-opener-policy", "same-origin");
  headers.set("content-security-policy", contentPolicy);
  if (gateway.settings.secure) headers.set("strict-transport-security", "max-age=31536000");
  if (!headers.has("cache-control")) headers.set("cache-control", "no-store");
};

const SWITCHED = 101;

const isEmbedded = (path: string): boolean =>
  SHOP_SCRIPTS.includes(path) || path.startsWith("/widget/");

function policy(gateway: Gateway, host: string | undefined, path: string): string {
  if (path.startsWith("/api/") && path !== "/api/docs") {
    return "default-src 'none'; frame-ancestors 'none'";
  }
  const files = gateway.filesOrigin;
  const sockets = host && /^[\w.:[\]-]+$/.test(host) ? `ws://${host} wss://${host}` : "";
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    `img-src 'self' data: blob: ${files}`,
    `media-src 'self' blob: ${files}`,
    "font-src 'self'",
    `connect-src 'self' ${sockets}`,
    "manifest-src 'self'",
    "worker-src 'self'",
    `frame-src ${path.startsWith("/shop/") ? "'self'" : "'none'"}`,
    "base-uri 'none'",
    "form-action 'self'",
    `frame-ancestors ${isEmbedded(path) ? "*" : "'none'"}`,
  ].join("; ").replace(/ +/g, " ");
}
