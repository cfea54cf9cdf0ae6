import { DatabaseUnavailable } from "../../engine/contract/ports/database.ts";
import type { RecordedConversation } from "../../engine/contract/ports/reading_records.ts";
import type { ConversationLive } from "../../engine/contract/wire/queries.ts";
import { done, type Outcome, refused } from "../answers.ts";
import type { Company } from "../company.ts";
import type { Gateway } from "../context.ts";
import { type Staff, supervises } from "../identity/sessions.ts";

/**
 * Who of the staff may see which conversation, in one place for HTTP and sockets. Supervisors see
 * all of their company; an agent sees the own ones, what is offered, and what waits in the own
 * groups. Everything else is as absent as what never was.
 */
export interface Granted {
  live?: ConversationLive;
  recorded?: RecordedConversation;
}

/** Groups of an agent; supervisors are not bound to any. */
export const groupsOf = (staff: Staff, company: Company | undefined): Set<string> =>
  new Set(
    staff.agent === undefined
      ? []
      : company?.agents.get(staff.agent)?.record.memberships.map((one) => one.group) ?? [],
  );

/** Mine: I own it, I am beside its owner, it is offered to me, or I offered it and may take it back. */
export function onDeskOf(agent: string | undefined, live: ConversationLive): boolean {
  if (agent === undefined) return false;
  if (live.agent === agent && live.state !== "closed") return true;
  if (live.joined?.some((one) => one.who === agent)) return true;
  const { offer } = live;
  if (!offer) return false;
  const gave = offer.kind === undefined && offer.from === agent;
  return gave || offer.agent === agent ||
    ("agent" in offer.to && offer.to.agent === agent);
}

export function maySee(
  staff: Staff,
  live: ConversationLive,
  company: Company | undefined,
): boolean {
  if (supervises(staff) || onDeskOf(staff.agent, live)) return true;
  if (live.agent !== undefined && live.agent === staff.agent) return true;
  const inLine = live.state === "waiting" || live.state === "left";
  return inLine && groupsOf(staff, company).has(live.group);
}

export async function grantOf(
  gateway: Gateway,
  staff: Staff,
  conversation: string,
): Promise<Outcome<Granted>> {
  const { workspace } = staff;
  const company = await gateway.companies.get(workspace);
  const reply = await gateway.bus.query(workspace, "conversation.get", { conversation });
  if (reply.ok) {
    return maySee(staff, reply.answer, company)
      ? done({ live: reply.answer })
      : refused("not_found");
  }
  if (reply.error.code !== "not_found") return reply;
  const recorded = await gateway.reading.conversation(workspace, conversation);
  if (!recorded) return refused("not_found");
  const own = staff.agent !== undefined && recorded.agent === staff.agent;
  const granted = supervises(staff) || own ||
    await servesNow(gateway, staff, recorded, company);
  return granted ? done({ recorded }) : refused("not_found");
}

/** Who serves a visitor now may read what the own groups did for that visitor before. */
async function servesNow(
  gateway: Gateway,
  staff: Staff,
  recorded: RecordedConversation,
  company: Company | undefined,
): Promise<boolean> {
  if (!groupsOf(staff, company).has(recorded.group)) return false;
  const { workspace } = staff;
  const reply = await gateway.bus.query(workspace, "visitor.live", { visitor: recorded.visitor });
  return reply.ok && reply.answer.conversations.some((one) => onDeskOf(staff.agent, one));
}

/** Only live conversations, for everything that changes one. */
export async function liveOf(
  gateway: Gateway,
  staff: Staff,
  conversation: string,
): Promise<Outcome<ConversationLive>> {
  const grant = await grantOf(gateway, staff, conversation);
  if (!grant.ok) return grant;
  return grant.value.live ? done(grant.value.live) : refused("closed");
}

/** A visitor whom this person may see: by role, or through a conversation. */
export async function maySeeVisitor(
  gateway: Gateway,
  staff: Staff,
  visitor: string,
): Promise<Outcome<ConversationLive | undefined>> {
  const { workspace } = staff;
  const company = await gateway.companies.get(workspace);
  const reply = await gateway.bus.query(workspace, "visitor.live", { visitor });
  if (!reply.ok && reply.error.code !== "not_found") return reply;
  const live = reply.ok
    ? reply.answer.conversations.find((one) => maySee(staff, one, company))
    : undefined;
  return live || supervises(staff) ? done(live) : refused("not_found");
}

/** Past conversations of a visitor that this person may read. */
export async function pastOf(
  gateway: Gateway,
  staff: Staff,
  visitor: string,
  limit: number,
): Promise<RecordedConversation[]> {
  const groups = groupsOf(staff, await gateway.companies.get(staff.workspace));
  try {
    const all = await gateway.reading.conversationsOfVisitor(staff.workspace, visitor, limit);
    return all.filter((one) =>
      supervises(staff) || groups.has(one.group) ||
      staff.agent !== undefined && one.agent === staff.agent
    );
  } catch (error) {
    if (error instanceof DatabaseUnavailable) return [];
    throw error;
  }
}
