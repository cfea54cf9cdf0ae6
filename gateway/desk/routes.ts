import type { Gateway } from "../context.ts";
import type { App } from "../environment.ts";
import { companySettingsRoutes } from "./company_settings/routes.ts";
import { customerRoutes } from "./customers/routes.ts";
import { dayRoutes } from "./day/routes.ts";
import { lineRoutes } from "./lines/routes.ts";
import { pendingRoutes } from "./pending/routes.ts";
import { profileRoutes } from "./profiles/routes.ts";
import { quickReplyRoutes } from "./quick_replies/routes.ts";
import { reportRoutes } from "./reports/routes.ts";
import { settingsRoutes } from "./settings/routes.ts";
import { transferRoutes } from "./transfers/routes.ts";
import { visitorSearchRoutes } from "./visitors/routes.ts";
import { visitRoutes } from "./visits/routes.ts";

/** Everything that the desk keeps for its people in schema `desk`, one folder each. */
export function deskRoutes(app: App, gateway: Gateway): void {
  quickReplyRoutes(app, gateway);
  settingsRoutes(app, gateway);
  profileRoutes(app, gateway);
  companySettingsRoutes(app, gateway);
  reportRoutes(app, gateway);
  dayRoutes(app, gateway);
  visitorSearchRoutes(app, gateway);
  pendingRoutes(app, gateway);
  visitRoutes(app, gateway);
  customerRoutes(app, gateway);
  transferRoutes(app, gateway);
  lineRoutes(app, gateway);
}
