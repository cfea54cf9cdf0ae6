import type { Gateway } from "../context.ts";
import type { App } from "../environment.ts";
import { quickReplyRoutes } from "./quick_replies/routes.ts";

/** Everything that the desk keeps for its people in schema `desk`, one folder each. */
export function deskRoutes(app: App, gateway: Gateway): void {
  quickReplyRoutes(app, gateway);
}
