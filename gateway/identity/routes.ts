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
import { SESSION_MS } from "./sessions.ts";

const tags = ["Session"];
const PATH = "/api/v1/session";

const signIn = createRoute({
  method: "post",
  path: PATH,
  tags,
  summary: "Sign in",
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
    const { account, password } = c.req.valid("json");
    const address = c.get("address");
    const budgets: [BudgetName, string][] = [
      ["signInsPerAddress", address],
      ["signInsPerAccountAndAddress", `${account}\0${address}`],
      ["signInsPerAccount", account],
    ];
    const stop = spend(gateway, c, ...budgets);
    if (stop) return stop as never;
    const found = await checked(gateway, account, password);
    gateway.metrics.count("sign_ins_total", found.ok ? "accepted" : found.error.code);
    if (!found.ok) {
      gateway.onLog({ level: "warn", event: "sign_in.refused", requestId: c.get("requestId") });
      return answer(c, found);
    }
    for (const [name, key] of budgets) gateway.budgets.refund(name, key);
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
    return answer(c, done(meOf(gateway, found.value)));
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

/** Signing in again in one browser ends the session that was there. */
async function endEarlier(gateway: Gateway, c: Context<AppEnv>): Promise<void> {
  const earlier = await staffOf(gateway, c);
  if (!earlier) return;
  await gateway.sessions.end(earlier.session);
  gateway.hub.endSession(earlier.session);
}

function meOf(
  gateway: Gateway,
  who: Pick<Account, "account" | "agent" | "name" | "role" | "workspace">,
): Me {
  const { account, agent, name, role, workspace } = who;
  const known = gateway.settings.workspaces.find((one) => one.id === workspace);
  return {
    account,
    ...(agent !== undefined && { agent }),
    name,
    role,
    workspace,
    workspaceName: known?.name ?? { zh: workspace, en: workspace },
    at: gateway.clock.wall(),
  };
}
