import type { Browsing } from "../../engine/contract/ports/browsing.ts";
import type { BrowsingAnswer, BrowsingRequest } from "../../engine/contract/wire/browsing.ts";
import { done, type Outcome, refused } from "../answers.ts";
import type { Gateway } from "../context.ts";
import { visitOf } from "../visitor/visit.ts";
import { declineInvitation } from "./invitations.ts";
import { standsAt } from "./standing.ts";

/**
 * What a shop's page says of somebody who looks at it: again every few seconds while it is in
 * front, so that who is listed is there, and so that an invitation arrives while it means something.
 */
const AGAIN_MS = 8_000;
/** Three times, and one lost on the way. */
const KEPT_MS = 30_000;
/** A page that is left: the next one of the same shop takes the visit on. */
const LEFT_KEPT_MS = 5_000;

export async function lookAround(
  gateway: Gateway,
  request: BrowsingRequest,
  address: string,
): Promise<Outcome<BrowsingAnswer>> {
  const company = await gateway.companies.ofRoute(request.route);
  const route = company?.configuration?.routes.find((one) => one.id === request.route);
  if (!company || !route) return refused("not_found");
  const { workspace } = company;
  const { browsing, declined } = request;
  const before = await gateway.browsing.get(workspace, browsing);
  if (!before) {
    // a stranger fills no list from one address
    const retryAfterMs = gateway.budgets.take("visitorsPerAddress", address);
    if (retryAfterMs > 0) return refused("rate_limited", { retryAfterMs });
  }
  const one = await entryOf(gateway, request, { address, shop: route.shop, before });
  await gateway.browsing.put(workspace, one, request.gone ? LEFT_KEPT_MS : KEPT_MS);
  if (declined) await declineInvitation(gateway, workspace, browsing, declined);
  const invitation = await gateway.browsing.invitationOf(workspace, browsing);
  const stands = invitation && standsAt(invitation, gateway.clock.wall());
  const agent = company.agents.get(invitation?.agent ?? "")?.record;
  return done({
    againMs: AGAIN_MS,
    ...(stands && agent && {
      invitation: {
        invitation: invitation.invitation,
        text: invitation.text,
        name: agent.name,
        ...(agent.portrait && { portrait: agent.portrait }),
      },
    }),
  });
}

/** Source and words searched for are those of the first page: later ones are led to by our own. */
async function entryOf(
  gateway: Gateway,
  { browsing, route, language, facts }: BrowsingRequest,
  { address, shop, before }: { address: string; shop: string; before: Browsing | undefined },
): Promise<Browsing> {
  const now = gateway.clock.wall();
  const seen = await visitOf(facts, address);
  const samePage = before?.facts.page === facts.page;
  const { source, keyword } = before?.facts ?? seen;
  return {
    browsing,
    route,
    shop,
    language,
    facts: { ...seen, ...(source && { source }), ...(keyword && { keyword }) },
    since: before?.since ?? now,
    pageSince: before && samePage ? before.pageSince : now,
    seenAt: now,
    pages: (before?.pages ?? 0) + (samePage ? 0 : 1),
    ...(before?.visitor && { visitor: before.visitor }),
  };
}

/** The widget's session says whose browser it is; known from here on under that number. */
export async function knownAs(
  gateway: Gateway,
  workspace: string,
  browsing: string,
  visitor: string,
): Promise<void> {
  const one = await gateway.browsing.get(workspace, browsing);
  if (one && one.visitor !== visitor) {
    await gateway.browsing.put(workspace, { ...one, visitor }, KEPT_MS);
  }
}
