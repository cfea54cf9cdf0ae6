import type { Context } from "hono";
import type { Gateway } from "../context.ts";
import type { AppEnv } from "../environment.ts";
import { unmapped } from "../limits/address.ts";

/**
 * Whoever runs the desk: asks from this machine or from an address named in the settings, and not
 * through a proxy, which would bring the whole world along under its own address.
 */
export function isOperator(gateway: Gateway, c: Context<AppEnv>): boolean {
  if (c.req.header("x-forwarded-for") !== undefined) return false;
  if (c.req.header("forwarded") !== undefined) return false;
  const peer = c.env?.peer ?? "";
  return LOOPBACK.test(peer) || (gateway.settings.operators ?? []).includes(unmapped(peer));
}

const LOOPBACK = /^(?:::ffff:)?127\.|^::1$/;
