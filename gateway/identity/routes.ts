import type { Context } from "hono";
import { deleteCookie, setCookie } from "hono/cookie";
import * as a from "../../engine/contract/schemas/answers.ts";
import * as b from "../../engine/contract/schemas/bodies.ts";
import type { Me } from "../../engine/contract/wire/http.ts";
import { answer, done, type Outcome, refused } from "../answers.ts";
import type { Gateway } from "../context.ts";
import {
  answers,
  cookieName,
  createRoute,
  jsonBody,
  nothing,
  spend,
  staffOf,
  staffOnly,
} from "../door.ts";
import type { App, AppEnv } from "../environment.ts";
import type { BudgetName } from "../limits/limits.ts";
import { ACCOUNT, type Account, findAccount } from "./accounts.ts";
import { deviceOf } from "./device.ts";
import { PasswordsBusy, verifyPassword } from "./passwords.ts";
import { secondFactorIsRight, secondFactorOf } from "./second_factor.ts";
import { SESSION_MS, type Staff } from "./sessions.ts";

const tags = ["Session"];
const PATH = "/api/v1/session";

const signIn = createRoute({
  method: "post",
  path: PATH,
  tags,
  summary: "Sign in",
  security: [],
  request: { body: jsonBody(b.signInRequest) },
  responses: answers(a.me),
});
const whoAmI = createRoute({
  method: "get",
  path: PATH,
  tags,
  summary: "Who is signed in",
  responses: answers(a.me),
});
const signOut = createRoute({
  method: "delete",
  path: PATH,
  tags,
  summary: "Sign out; the session's sockets close",
  responses: nothing,
});

export function identityRoutes(app: App, gateway: Gateway): void {
  app.openapi(signIn, async (c) => {
    const { account, password, code } = c.req.valid("json");
    const address = c.get("address");
    const budgets: [BudgetName, string][] = [
      ["signInsPerAddress", address],
      ["signInsPerAccountAndAddress", `${account}\0${address}`],
      ["signInsPerAccount", account],
    ];
    const stop = spend(gateway, c, ...budgets);
    if (stop) return stop as never;
    const found = await admitted(gateway, account, password, code);
    gateway.metrics.count("sign_ins_total", found.ok ? "accepted" : found.error.code);
    const giveBack = () => budgets.forEach(([name, key]) => gateway.budgets.refund(name, key));
    if (!found.ok) {
      // a right password without its code is half a sign-in, and no guess
      if (found.error.fields?.[0].rule === "required") giveBack();
      gateway.onLog({ level: "warn", event: "sign_in.refused", requestId: c.get("requestId") });
      return answer(c, found);
    }
    giveBack();
    await endEarlier(gateway, c);
    const device = deviceOf(c.req.header("user-agent"));
    const cookie = await gateway.sessions.begin(found.value, { device, address });
    setCookie(c, cookieName(gateway.settings.secure), cookie, {
      httpOnly: true,
      sameSite: "Lax",
      path: "/",
      secure: gateway.settings.secure,
      maxAge: SESSION_MS / 1000,
    });
    const staff = await gateway.sessions.find(cookie);
    return answer(c, staff ? done(meOf(gateway, staff)) : refused("unauthenticated"));
  });

  app.on(["GET", "DELETE"], PATH, staffOnly(gateway));
  app.openapi(whoAmI, (c) => answer(c, done(meOf(gateway, c.get("staff")))));
  app.openapi(signOut, async (c) => {
    const { session } = c.get("staff");
    await gateway.sessions.end(session);
    gateway.hub.endSession(session);
    deleteCookie(c, cookieName(gateway.settings.secure), {
      path: "/",
      secure: gateway.settings.secure,
    });
    return answer(c, done(undefined), 204);
  });
}

/** Unknown, wrong and disabled give one answer after the same work. */
async function checked(
  gateway: Gateway,
  name: string,
  password: string,
): Promise<Outcome<Account>> {
  const found = ACCOUNT.test(name) ? await findAccount(gateway.database, name) : undefined;
  try {
    const right = await verifyPassword(password, found?.password);
    const served = gateway.settings.workspaces.some((one) => one.id === found?.account.workspace);
    if (right && found && !found.account.disabled && served) return done(found.account);
    return refused("unauthenticated");
  } catch (error) {
    if (error instanceof PasswordsBusy) return refused("busy");
    throw error;
  }
}

/**
 * The password, then the second factor if there is one. Only who knows the password learns that a
 * code is asked for; it is the same refusal with the field named.
 */
async function admitted(
  gateway: Gateway,
  name: string,
  password: string,
  code: string | undefined,
): Promise<Outcome<Account>> {
  const found = await checked(gateway, name, password);
  if (!found.ok) return found;
  const { account } = found.value;
  if (!(await secondFactorOf(gateway, account)).on) return found;
  if (code === undefined) return lacksCode("required");
  const retryAfterMs = gateway.budgets.take("codesPerAccount", account);
  if (retryAfterMs > 0) return refused("rate_limited", { retryAfterMs });
  if (!await secondFactorIsRight(gateway, account, code)) return lacksCode("pattern");
  gateway.budgets.refund("codesPerAccount", account);
  return found;
}

const lacksCode = (rule: "required" | "pattern") =>
  refused("unauthenticated", { fields: [{ path: "code", rule }] });

/** Signing in again in one browser ends the session that was there. */
async function endEarlier(gateway: Gateway, c: Context<AppEnv>): Promise<void> {
  const earlier = await staffOf(gateway, c);
  if (!earlier) return;
  await gateway.sessions.end(earlier.session);
  gateway.hub.endSession(earlier.session);
}

function meOf(
  gateway: Gateway,
  who: Staff,
): Me {
  const { account, agent, name, role, workspace, mustEnrol } = who;
  const known = gateway.settings.workspaces.find((one) => one.id === workspace);
  return {
    account,
    ...(agent !== undefined && { agent }),
    name,
    role,
    workspace,
    workspaceName: known?.name ?? { zh: workspace, en: workspace },
    ...(mustEnrol && { mustEnrol }),
    at: gateway.clock.wall(),
  };
}
