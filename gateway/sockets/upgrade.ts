import type { Context } from "hono";
import { upgrade as upgradeSocket } from "./deno_socket.ts";
import type { Gateway } from "../context.ts";
import { staffOf } from "../door.ts";
import type { App, AppEnv } from "../environment.ts";
import { originIsOurs } from "../headers/origins.ts";
import { problem } from "../problems.ts";
import { openConnection } from "./connection.ts";

/**
 * The two socket paths. Browsers always send an Origin, so a missing one is refused like a foreign
 * one; credentials in the address are refused because addresses are logged along the way.
 */
export function socketRoutes(app: App, gateway: Gateway): void {
  app.get("/api/v1/visitor/socket", (c) => upgrade(gateway, c, "visitor"));
  app.get("/api/v1/agent/socket", (c) => upgrade(gateway, c, "agent"));
}

async function upgrade(
  gateway: Gateway,
  c: Context<AppEnv>,
  kind: "visitor" | "agent",
): Promise<Response> {
  if (!isHandshake(c)) return problem(c, { code: "unknown_type" });
  const origin = c.req.header("origin");
  if (!origin || !originIsOurs(gateway, c, origin)) return problem(c, { code: "forbidden" });
  if (new URL(c.req.url).search !== "") return problem(c, { code: "unauthenticated" });
  const address = c.get("address");
  const retryAfterMs = gateway.budgets.take("upgradesPerAddress", address);
  if (retryAfterMs > 0) return problem(c, { code: "rate_limited", retryAfterMs });
  const known = kind === "agent" ? await staffOf(gateway, c) : undefined;
  if (kind === "agent" && !known) return problem(c, { code: "unauthenticated" });
  const place = gateway.wires.admit(address);
  if (!place) return problem(c, { code: "busy", retryAfterMs: RETRY_FULL_MS });
  const language = c.get("language");
  const knock = { kind, address, language, named: place.named, ...(known && { staff: known }) };
  return upgradeSocket(c.req.raw, (wire) => openConnection(gateway, wire, knock), place.gone);
}

/** What the runtime would throw about. */
function isHandshake(c: Context<AppEnv>): boolean {
  const connection = c.req.header("connection")?.toLowerCase().split(",") ?? [];
  return c.req.method === "GET" && c.req.header("upgrade")?.toLowerCase() === "websocket" &&
    connection.some((one) => one.trim() === "upgrade") &&
    KEY.test(c.req.header("sec-websocket-key") ?? "") &&
    c.req.header("sec-websocket-version") === "13";
}

/** Sixteen bytes as base64. */
const KEY = /^[A-Za-z0-9+/]{22}==$/;

const RETRY_FULL_MS = 10_000;
