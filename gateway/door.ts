import { createRoute, type z } from "@hono/zod-openapi";
import type { Context, MiddlewareHandler } from "hono";
import { getCookie } from "hono/cookie";
import { routePath } from "hono/route";
import { problem as problemSchema } from "../engine/contract/schemas/answers.ts";
import { isToken, TOKEN } from "../engine/contract/wire/ids.ts";
import type { AppEnv } from "./environment.ts";
import type { Gateway } from "./context.ts";
import { audit } from "./identity/audit.ts";
import { keyHolder } from "./identity/keys/keys.ts";
import { scopeFor } from "./identity/keys/scopes.ts";
import { type Role, type Staff } from "./identity/sessions.ts";
import type { BudgetName } from "./limits/limits.ts";
import { problem } from "./problems.ts";
import { bearerOf } from "./visitor/token.ts";

export const jsonBody = <T extends z.ZodType>(schema: T) => ({
  content: { "application/json": { schema } },
  required: true as const,
});

const refusals = {
  default: {
    description: "Refused; the code says why",
    content: { "application/problem+json": { schema: problemSchema } },
  },
};

export const answers = <T extends z.ZodType>(schema: T) => ({
  200: { description: "Done", content: { "application/json": { schema } } },
  ...refusals,
});
export const created = <T extends z.ZodType>(schema: T) => ({
  201: { description: "Created", content: { "application/json": { schema } } },
  ...refusals,
});
export const nothing = { 204: { description: "Done" }, ...refusals };

export { createRoute };

/** Of a route that knows a repeat by its key. */
export const repeatable = [{
  name: "Idempotency-Key",
  in: "header" as const,
  description: "A repeat under the same key, within a minute and the same session, meets the " +
    "first one's answer and does nothing again.",
  schema: { type: "string" as const, pattern: TOKEN.source },
}];

/** The client's idempotency key; its form was checked before any route. */
export const keyOf = (c: Context<AppEnv>): string | undefined => c.req.header("idempotency-key");

export const IDEMPOTENCY_KEY_FAULT = {
  code: "invalid" as const,
  fields: [{ path: "Idempotency-Key", rule: "pattern" as const }],
};
export const idempotencyKeyIsFine = (key: string | undefined): boolean =>
  key === undefined || isToken(key);

/** Grants one token of each budget or refuses with the time to wait. */
export function spend(
  gateway: Gateway,
  c: Context<AppEnv>,
  ...budgets: [BudgetName, string][]
): Response | undefined {
  for (const [name, key] of budgets) {
    const retryAfterMs = gateway.budgets.take(name, key);
    if (retryAfterMs > 0) return problem(c, { code: "rate_limited", retryAfterMs });
  }
  return undefined;
}

/** What looks through whole tables, per session; after the door of the staff. */
export const searchBudget = (gateway: Gateway): MiddlewareHandler<AppEnv> => async (c, next) =>
  spend(gateway, c, ["searchesPerSession", c.get("staff").session]) ?? await next();

/** Only with a visitor's token in the header; an erased visitor's key is gone, and so is the right. */
export const visitorOnly = (gateway: Gateway): MiddlewareHandler<AppEnv> => async (c, next) => {
  const token = bearerOf(c.req.header("authorization"));
  const who = token === undefined
    ? undefined
    : gateway.visitorTokens.read(token, gateway.clock.wall());
  if (!who || await gateway.keyring.key(who.key) === undefined) {
    return problem(c, { code: "unauthenticated" });
  }
  const stop = spend(gateway, c, ["requestsPerVisitor", who.visitor]);
  if (stop) return stop;
  c.set("visitor", who);
  await next();
};

export const cookieName = (secure: boolean): string => secure ? "__Host-tidegate" : "tidegate";

export async function staffOf(
  gateway: Gateway,
  c: Context<AppEnv>,
): Promise<Staff | undefined> {
  const cookie = getCookie(c, cookieName(gateway.settings.secure));
  if (cookie === undefined || cookie.length > 64) return undefined;
  return await gateway.sessions.find(cookie);
}

function askerOf(gateway: Gateway, c: Context<AppEnv>): Promise<Staff | Response> {
  const key = bearerOf(c.req.header("authorization"));
  return key === undefined ? personOf(gateway, c) : programOf(gateway, c, key);
}

/** A person by the cookie of a session. */
async function personOf(gateway: Gateway, c: Context<AppEnv>): Promise<Staff | Response> {
  const staff = await staffOf(gateway, c);
  if (!staff) return problem(c, { code: "unauthenticated" });
  return spend(gateway, c, ["requestsPerSession", staff.session]) ?? staff;
}

/** A program by its key, which alone counts: a cookie beside it is not looked at. */
async function programOf(
  gateway: Gateway,
  c: Context<AppEnv>,
  key: string,
): Promise<Staff | Response> {
  const holder = await keyHolder(gateway, key);
  if (!holder) return problem(c, { code: "unauthenticated" });
  const { staff, scopes } = holder;
  const stop = spend(gateway, c, ["requestsPerKey", staff.session]);
  if (stop) return stop;
  const scope = scopeFor(c.req.method, c.req.path);
  if (scope !== undefined && scopes.includes(scope)) return staff;
  audit(gateway, staff, "forbidden", c.get("requestId"), "forbidden", { path: routePath(c, -1) });
  return problem(c, { code: "forbidden" });
}

/** All that answers while the company asks for a second factor that is not there yet. */
const OWN_ACCOUNT = /^\/api\/v1\/(?:account\/|session$)/;

/** Only signed in, and only these roles; a role that is not enough is written to the audit. */
export const staffOnly =
  (gateway: Gateway, ...roles: Role[]): MiddlewareHandler<AppEnv> => async (c, next) => {
    // a path may stand behind two doors; who asks is looked up and counted once
    const staff = (c.get("staff") as Staff | undefined) ?? await askerOf(gateway, c);
    if (staff instanceof Response) return staff;
    if (staff.mustEnrol && !OWN_ACCOUNT.test(c.req.path)) return problem(c, { code: "forbidden" });
    if (roles.length > 0 && !roles.includes(staff.role)) {
      audit(gateway, staff, "forbidden", c.get("requestId"), "forbidden", {
        path: routePath(c, -1),
      });
      return problem(c, { code: "forbidden" });
    }
    c.set("staff", staff);
    await next();
  };
