import * as d from "../../../engine/contract/schemas/desk.ts";
import type { CompanySettings } from "../../../engine/contract/wire/desk.ts";
import { answer, done, type Outcome, refused } from "../../answers.ts";
import type { Gateway } from "../../context.ts";
import { answers, createRoute, jsonBody, nothing, staffOnly } from "../../door.ts";
import type { App } from "../../environment.ts";
import { audited } from "../../identity/audit.ts";
import { endWithoutFactor, secondFactorOf } from "../../identity/second_factor.ts";
import type { Staff } from "../../identity/sessions.ts";

const tags = ["Administration"];
const PATH = "/api/v1/company-settings";

const show = createRoute({
  method: "get",
  path: PATH,
  tags,
  summary: "What the company settled for desk and widget",
  responses: answers(d.companySettings),
});
const put = createRoute({
  method: "put",
  path: PATH,
  tags,
  summary: "Settle it, as a whole",
  request: { body: jsonBody(d.companySettings) },
  responses: nothing,
});

export function companySettingsRoutes(app: App, gateway: Gateway): void {
  app.on("GET", PATH, staffOnly(gateway));
  app.on("PUT", PATH, staffOnly(gateway, "admin"));
  app.openapi(show, async (c) => {
    // who changes a part puts the whole on top of this answer: it may not be two seconds old
    await gateway.companySettings.refresh();
    return answer(c, done(gateway.companySettings.of(c.get("staff").workspace)));
  });
  app.openapi(put, async (c) => {
    const document = c.req.valid("json");
    const work = () => settle(gateway, c.get("staff"), document);
    return answer(c, await audited(gateway, c, "company_settings.put", {}, work), 204);
  });
}

/** What no admin writes by hand. */
function kept(gateway: Gateway, workspace: string): Pick<CompanySettings, "customerSecrets"> {
  return { customerSecrets: gateway.companySettings.of(workspace).customerSecrets };
}

/** Who asks a second factor of the admins has one; those without are signed out, to begin with it. */
async function settle(
  gateway: Gateway,
  staff: Staff,
  document: CompanySettings,
): Promise<Outcome<undefined>> {
  const { account, workspace } = staff;
  const asked = document.secondFactor === "admins" &&
    gateway.companySettings.of(workspace).secondFactor !== "admins";
  if (asked && !(await secondFactorOf(gateway, account)).on) return refused("not_eligible");
  await gateway.companySettings.refresh();
  // the renewals of shops' secrets are counted, not chosen: written anew, old secrets would be back
  const { customerSecrets, ...chosen } = { ...document, ...kept(gateway, workspace) };
  const settings = customerSecrets === undefined ? chosen : { ...chosen, customerSecrets };
  await gateway.companySettings.put(workspace, settings, gateway.clock.wall());
  if (asked) await endWithoutFactor(gateway, workspace);
  return done(undefined);
}
