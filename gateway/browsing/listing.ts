import { DatabaseUnavailable } from "../../engine/contract/ports/database.ts";
import type { Browsing, Invitation } from "../../engine/contract/ports/browsing.ts";
import type {
  BrowsingList,
  BrowsingVisitor,
  InvitationState,
} from "../../engine/contract/wire/browsing.ts";
import { midnight } from "../agent/desk.ts";
import { done, type Outcome, refused } from "../answers.ts";
import type { Company } from "../company.ts";
import type { Gateway } from "../context.ts";
import { shortName } from "../conversations/views.ts";
import { type Staff, supervises } from "../identity/sessions.ts";
import type { Language } from "../language.ts";
import { standsAt } from "./standing.ts";
import { countInvitations } from "./store.ts";

/** As many as anybody looks through; the page says when there are more. */
const LISTED_MAX = 200;

/** Supervisors see everybody, agents those who look at the shops that they serve. */
export function maySeeBrowsing(staff: Staff, company: Company, { shop }: Browsing): boolean {
  if (supervises(staff)) return true;
  const record = company.agents.get(staff.agent ?? "")?.record;
  return record !== undefined && (record.shops?.includes(shop) ?? true);
}

/** The open conversation of somebody who has one. */
export async function talkOf(
  gateway: Gateway,
  workspace: string,
  { visitor }: Browsing,
): Promise<{ agent?: string } | undefined> {
  if (visitor === undefined) return undefined;
  const reply = await gateway.bus.query(workspace, "visitor.live", { visitor });
  const open = reply.ok && reply.answer.conversations.find((one) => one.state !== "closed");
  return open ? { ...(open.agent && { agent: open.agent }) } : undefined;
}

export async function listBrowsing(
  gateway: Gateway,
  staff: Staff,
  language: Language,
): Promise<Outcome<BrowsingList>> {
  const { workspace } = staff;
  const company = await gateway.companies.get(workspace);
  const all = company && await gateway.browsing.list(workspace, LISTED_MAX + 1);
  if (!company || !all) return refused("unavailable");
  const seen = all.filter((one) => maySeeBrowsing(staff, company, one)).slice(0, LISTED_MAX);
  const asked = await gateway.browsing.invitationsOf(workspace, seen.map((one) => one.browsing));
  const visitors = await Promise.all(
    seen.map((one, at) => viewOf(gateway, workspace, one, asked?.[at], language)),
  );
  return done({
    visitors,
    more: all.length > LISTED_MAX,
    today: await countedToday(gateway, staff, company),
  });
}

async function viewOf(
  gateway: Gateway,
  workspace: string,
  one: Browsing,
  asked: Invitation | undefined,
  language: Language,
): Promise<BrowsingVisitor> {
  const { seenAt: _seenAt, visitor, ...shown } = one;
  const talks = await talkOf(gateway, workspace, one);
  const known = visitor && await gateway.cards.get(workspace, visitor);
  const name = known ? known.card.name || shortName(visitor!, language) : undefined;
  return {
    ...shown,
    ...(visitor && { visitor, name }),
    ...(talks && { talks }),
    ...(asked && { invited: { agent: asked.agent, at: asked.at, state: stateOf(gateway, asked) } }),
  };
}

const stateOf = (gateway: Gateway, asked: Invitation): InvitationState =>
  asked.answer ?? (standsAt(asked, gateway.clock.wall()) ? "waiting" : "unanswered");

async function countedToday(
  gateway: Gateway,
  staff: Staff,
  company: Company,
): Promise<BrowsingList["today"]> {
  const timeZone = company.configuration?.shops[0]?.timeZone ?? "Asia/Shanghai";
  const since = midnight(gateway.clock.wall(), timeZone);
  const agent = supervises(staff) ? undefined : staff.agent ?? "";
  try {
    return await countInvitations(gateway.database, staff.workspace, since, agent);
  } catch (error) {
    if (error instanceof DatabaseUnavailable) return { invited: 0, accepted: 0 };
    throw error;
  }
}
