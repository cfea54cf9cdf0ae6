import type { Route } from "../../engine/contract/wire/configuration.ts";
import { type Outcome, refused } from "../answers.ts";
import type { Gateway } from "../context.ts";
import type { VisitorPrincipal } from "./token.ts";

/** Classes 0 and 1 are the routes for VIPs. */
const VIP_CLASS_MAX = 1;

/** What a shop's budget refuses; a VIP and whoever comes again are let in above it. */
export async function shopIsFull(
  gateway: Gateway,
  { workspace }: VisitorPrincipal,
  route: Route,
  returning: () => Promise<boolean>,
): Promise<Outcome<never> | undefined> {
  const retryAfterMs = gateway.budgets.take("opensPerShop", `${workspace}\0${route.shop}`);
  if (retryAfterMs === 0 || route.class <= VIP_CLASS_MAX || await returning()) return undefined;
  return refused("busy", { retryAfterMs });
}
