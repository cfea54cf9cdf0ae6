import { encode } from "uqr";
import * as s from "../../engine/contract/schemas/account.ts";
import type {
  SecondFactorBegun,
  SecondFactorCodes,
  SecondFactorState,
} from "../../engine/contract/wire/http_account.ts";
import { answer, done, type Outcome, refused, wrongField } from "../answers.ts";
import type { Gateway } from "../context.ts";
import { answers, createRoute, jsonBody, nothing } from "../door.ts";
import type { App } from "../environment.ts";
import { audited } from "./audit.ts";
import { passwordIsRight } from "./own_password.ts";
import { endOtherSessions } from "./own_sessions.ts";
import {
  beginSecondFactor,
  confirmSecondFactor,
  dropSecondFactor,
  secondFactorIsRight,
  secondFactorOf,
} from "./second_factor.ts";
import type { Staff } from "./sessions.ts";

const tags = ["Own account"];
const PATH = "/api/v1/account/second-factor";

const show = createRoute({
  method: "get",
  path: PATH,
  tags,
  summary: "Whether signing in asks for a code",
  responses: answers(s.secondFactorState),
});
const begin = createRoute({
  method: "post",
  path: PATH,
  tags,
  summary: "A new key for an authenticator, told once; in force when a code confirms it",
  request: { body: jsonBody(s.secondFactorBegin) },
  responses: answers(s.secondFactorBegun),
});
const confirm = createRoute({
  method: "post",
  path: `${PATH}/confirm`,
  tags,
  summary: "Turn it on by a code; answers with codes for a lost device, once; other sessions end",
  request: { body: jsonBody(s.secondFactorConfirm) },
  responses: answers(s.secondFactorCodes),
});
const off = createRoute({
  method: "post",
  path: `${PATH}/off`,
  tags,
  summary: "Turn it off, by password and code",
  request: { body: jsonBody(s.secondFactorOff) },
  responses: nothing,
});

export function secondFactorRoutes(app: App, gateway: Gateway): void {
  app.openapi(show, async (c) => answer(c, done(await stateOf(gateway, c.get("staff")))));
  app.openapi(begin, async (c) => {
    const { password } = c.req.valid("json");
    return answer(c, await begun(gateway, c.get("staff"), password));
  });
  app.openapi(confirm, async (c) => {
    const { code } = c.req.valid("json");
    const work = () => confirmedBy(gateway, c.get("staff"), code);
    return answer(c, await audited(gateway, c, "second_factor.on", {}, work));
  });
  app.openapi(off, async (c) => {
    const { password, code } = c.req.valid("json");
    const work = () => turnedOff(gateway, c.get("staff"), password, code);
    return answer(c, await audited(gateway, c, "second_factor.off", {}, work), 204);
  });
}

const requiredOf = (gateway: Gateway, { workspace, role }: Staff): boolean =>
  role === "admin" && gateway.companySettings.of(workspace).secondFactor === "admins";

const stateOf = async (gateway: Gateway, staff: Staff): Promise<SecondFactorState> => ({
  ...await secondFactorOf(gateway, staff.account),
  required: requiredOf(gateway, staff),
});

async function begun(
  gateway: Gateway,
  staff: Staff,
  password: string,
): Promise<Outcome<SecondFactorBegun>> {
  const right = await passwordIsRight(gateway, staff, password);
  if (!right.ok) return right;
  const fresh = await beginSecondFactor(gateway, staff.account);
  if (!fresh) return refused("conflict");
  const rows = encode(fresh.uri, { border: QUIET_MODULES }).data;
  return done({
    ...fresh,
    picture: rows.map((row) => row.map((dark) => dark ? "1" : "0").join("")),
  });
}

/** The white around a code, without which cameras do not find it. */
const QUIET_MODULES = 4;

async function confirmedBy(
  gateway: Gateway,
  staff: Staff,
  code: string,
): Promise<Outcome<SecondFactorCodes>> {
  const retryAfterMs = gateway.budgets.take("codesPerAccount", staff.account);
  if (retryAfterMs > 0) return refused("rate_limited", { retryAfterMs });
  const recovery = await confirmSecondFactor(gateway, staff.account, code);
  if (!recovery) return wrongField("code", "pattern");
  await endOtherSessions(gateway, staff);
  return done({ recovery });
}

async function turnedOff(
  gateway: Gateway,
  staff: Staff,
  password: string,
  code: string,
): Promise<Outcome<undefined>> {
  if (requiredOf(gateway, staff)) return refused("not_eligible");
  const right = await passwordIsRight(gateway, staff, password);
  if (!right.ok) return right;
  const retryAfterMs = gateway.budgets.take("codesPerAccount", staff.account);
  if (retryAfterMs > 0) return refused("rate_limited", { retryAfterMs });
  if (!await secondFactorIsRight(gateway, staff.account, code)) {
    return wrongField("code", "pattern");
  }
  await dropSecondFactor(gateway.database, staff.account);
  return done(undefined);
}
