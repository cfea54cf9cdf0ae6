import type { Context } from "hono";
import type { Gateway } from "../context.ts";
import type { AppEnv } from "../environment.ts";

/**
 * Ours is the configured origin, or, without one, the host that the request itself was sent to.
 * `null` (sandboxed frames, files) and look-alike suffixes are foreign: whole origins are compared.
 */
export function originIsOurs(gateway: Gateway, c: Context<AppEnv>, origin: string): boolean {
  const { origin: configured } = gateway.settings;
  if (configured !== undefined) return origin === configured;
  const host = c.req.header("host") ?? new URL(c.req.url).host;
  return origin === `http://${host}` || origin === `https://${host}`;
}
