import { lookOf } from "../../engine/contract/configuration/looks.ts";
import type {
  PublicRoute,
  VisitorSession,
  VisitorSessionRequest,
} from "../../engine/contract/wire/http.ts";
import type { BrowsingSession } from "../../engine/contract/wire/browsing.ts";
import { liveOfVisitor } from "../conversations/blocked.ts";
import { acceptInvitation } from "../browsing/invitations.ts";
import { knownAs } from "../browsing/looking.ts";
import { done, type Outcome, refused } from "../answers.ts";
import type { Company } from "../company.ts";
import type { Gateway } from "../context.ts";
import { lookedAt } from "../desk/visits/visits.ts";
import { randomId } from "../ids.ts";
import { ownConversations } from "./own.ts";
import { tonesOf } from "./tone.ts";
import { VISITOR_TOKEN_MS, type VisitorPrincipal } from "./token.ts";

/** What the page of a route may know before anybody has said who they are. */
export async function publicRoute(
  gateway: Gateway,
  route: string,
): Promise<Outcome<PublicRoute>> {
  const company = await gateway.companies.ofRoute(route);
  if (company) return done(publicRouteOf(gateway, company, route)!);
  const [first] = gateway.settings.workspaces;
  return refused(await gateway.companies.get(first.id) ? "not_found" : "unavailable");
}

function publicRouteOf(
  gateway: Gateway,
  company: Company,
  id: string,
): PublicRoute | undefined {
  const { configuration } = company;
  const route = configuration?.routes.find((one) => one.id === id);
  if (!configuration || !route) return undefined;
  const look = lookOf(configuration, route);
  const tones = tonesOf(look.accent);
  return {
    id,
    title: look.title,
    welcome: look.welcome ?? route.welcome,
    accent: look.accent,
    ...(tones && { tones }),
    ...wornParts(look),
    topics: route.topics.map(({ id, name }) => ({ id, name })),
    rating: configuration.rating,
    workspace: company.workspace,
    ...(gateway.companySettings.of(company.workspace).urlPush === "open" && { pushOpens: true }),
  };
}

/** What a look may say beside its title, welcome and colour. */
function wornParts(look: ReturnType<typeof lookOf>) {
  const { picture, welcomePicture, theme, ratingTitle, ratingComment, side } = look;
  return {
    ...(picture && { picture }),
    ...(welcomePicture && { welcomePicture }),
    ...(theme && { theme }),
    ...(ratingTitle && { ratingTitle }),
    ...(ratingComment === false && { ratingComment }),
    ...(side && { side }),
  };
}

/** Begins or renews a visitor's session. An erased visitor's token begins a new one. */
export async function beginSession(
  gateway: Gateway,
  request: VisitorSessionRequest,
  token: string | undefined,
): Promise<Outcome<VisitorSession>> {
  const company = await gateway.companies.ofRoute(request.route);
  const route = company && publicRouteOf(gateway, company, request.route);
  if (!company || !route) return await publicRoute(gateway, request.route) as Outcome<never>;
  const now = gateway.clock.wall();
  const known = token === undefined ? undefined : gateway.visitorTokens.read(token, now);
  const kept = known && known.workspace === company.workspace &&
    await gateway.keyring.key(known.key) !== undefined;
  const who: VisitorPrincipal = {
    workspace: company.workspace,
    visitor: kept ? known.visitor : randomId("v"),
    key: kept ? known.key : await gateway.keys.take(),
    language: request.language,
    expiresAt: now + VISITOR_TOKEN_MS,
    since: kept ? known.since : now,
  };
  if (kept && request.facts) await lookedAt(gateway, who, request.facts);
  const accepted = request.browsing && await tellBrowsing(gateway, who, request.browsing);
  const live = kept || accepted
    ? await liveOfVisitor(gateway, who.workspace, who.visitor)
    : undefined;
  return done({
    token: gateway.visitorTokens.sign(who),
    visitor: who.visitor,
    expiresAt: who.expiresAt,
    route,
    conversations: live ? await ownConversations(gateway, who, live) : [],
    ...(live?.blocked && { blocked: live.blocked }),
  });
}

/** Whose browser it is, and the yes to an invitation; true when there was one to say yes to. */
async function tellBrowsing(
  gateway: Gateway,
  who: VisitorPrincipal,
  { browsing, accepts }: BrowsingSession,
): Promise<boolean> {
  await knownAs(gateway, who.workspace, browsing, who.visitor);
  if (accepts === undefined) return false;
  await acceptInvitation(gateway, who, browsing, accepts);
  return true;
}
