import { type AgentDay } from "../../engine/contract/ports/reading_records.ts";
import { DatabaseUnavailable } from "../../engine/contract/ports/database.ts";
import type { Colleagues, Desk } from "../../engine/contract/wire/http.ts";
import type { AgentSummary, ConversationLive } from "../../engine/contract/wire/queries.ts";
import type { DeskConversation } from "../../engine/contract/wire/socket.ts";
import { done, type Outcome, refused } from "../answers.ts";
import type { Company } from "../company.ts";
import type { Gateway } from "../context.ts";
import { deskView } from "../conversations/views.ts";
import { type Staff, supervises } from "../identity/sessions.ts";
import type { Language } from "../language.ts";
import { groupsOf } from "./grants.ts";

/** Heads of a waiting line that a desk shows. */
export const HEADS_MAX = 20;

/** Somebody who takes no conversations: a supervisor or admin without a place in the roster. */
function withoutPlace(staff: Staff): AgentSummary {
  return {
    agent: "",
    record: {
      name: staff.name,
      capacityUnits: 0,
      windowCap: 0,
      memberships: [],
      channels: [],
    },
    presence: "offline",
    connection: "none",
    usedUnits: 0,
    windows: 0,
  };
}

export interface OwnDesk {
  self: AgentSummary;
  revision: number;
  conversations: ConversationLive[];
}

export async function ownDesk(gateway: Gateway, staff: Staff): Promise<Outcome<OwnDesk>> {
  const company = await gateway.companies.get(staff.workspace);
  if (!company) return refused("unavailable");
  const nothing = { self: withoutPlace(staff), revision: company.seq, conversations: [] };
  if (staff.agent === undefined) return done(nothing);
  const reply = await gateway.bus.query(staff.workspace, "agent.live", { agent: staff.agent });
  if (reply.ok) return done(reply.answer);
  return reply.error.code === "not_found" ? done(nothing) : reply;
}

export const groupsShown = (staff: Staff, company: Company) => {
  const mine = groupsOf(staff, company);
  return supervises(staff) ? company.groups : company.groups.filter((one) => mine.has(one.group));
};

export const viewsOf = (
  gateway: Gateway,
  workspace: string,
  conversations: readonly ConversationLive[],
  language: Language,
): Promise<DeskConversation[]> =>
  Promise.all(conversations.map((one) => deskView(gateway, workspace, one, language)));

export async function headsOf(
  gateway: Gateway,
  workspace: string,
  groups: readonly string[],
): Promise<ConversationLive[]> {
  const heads: ConversationLive[] = [];
  const seen = new Set<string>();
  for (const group of groups) {
    const reply = await gateway.bus.query(workspace, "group.live", { group, heads: HEADS_MAX });
    if (!reply.ok) continue;
    for (const one of reply.answer.heads) {
      if (!seen.has(one.conversation)) heads.push(one);
      seen.add(one.conversation);
    }
  }
  return heads;
}

export async function deskOf(
  gateway: Gateway,
  staff: Staff,
  language: Language,
): Promise<Outcome<Desk>> {
  const own = await ownDesk(gateway, staff);
  if (!own.ok) return own;
  const { workspace } = staff;
  const company = await gateway.companies.get(workspace);
  if (!company) return refused("unavailable");
  const groups = groupsShown(staff, company);
  const waiting = groups.filter((one) => one.waiting + one.left > 0).map((one) => one.group);
  const heads = await headsOf(gateway, workspace, waiting);
  const today = await todayOf(gateway, staff, company);
  return done({
    self: own.value.self,
    revision: own.value.revision,
    conversations: await viewsOf(gateway, workspace, own.value.conversations, language),
    groups,
    waiting: await viewsOf(gateway, workspace, heads, language),
    ...(today && { today }),
  });
}

/** Today's figures in the first shop's time zone; absent while the records do not answer. */
export async function todayOf(
  gateway: Gateway,
  staff: Staff,
  company: Company,
): Promise<AgentDay | undefined> {
  if (staff.agent === undefined) return undefined;
  const timeZone = company.configuration?.shops[0]?.timeZone ?? "Asia/Shanghai";
  const sinceAt = midnight(gateway.clock.wall(), timeZone);
  try {
    return await gateway.reading.agentToday(staff.workspace, staff.agent, sinceAt);
  } catch (error) {
    if (error instanceof DatabaseUnavailable) return undefined;
    throw error;
  }
}

/** The last midnight of a time zone, epoch ms; a zone the machine does not know counts as UTC. */
export function midnight(now: number, timeZone: string): number {
  const options = { hour: "numeric", minute: "numeric", second: "numeric", hour12: false } as const;
  let parts: Intl.DateTimeFormatPart[];
  try {
    parts = new Intl.DateTimeFormat("en-GB", { ...options, timeZone }).formatToParts(now);
  } catch {
    parts = new Intl.DateTimeFormat("en-GB", { ...options, timeZone: "UTC" }).formatToParts(now);
  }
  const part = (type: string) => Number(parts.find((one) => one.type === type)?.value ?? 0);
  const passed = (part("hour") % 24 * 3600 + part("minute") * 60 + part("second")) * 1000;
  return Math.floor(now / 1000) * 1000 - passed;
}

/** Where a transfer may go, with room, so that a full target is seen before. */
export async function colleagues(gateway: Gateway, staff: Staff): Promise<Outcome<Colleagues>> {
  const company = await gateway.companies.get(staff.workspace);
  if (!company) return refused("unavailable");
  const names = new Map(company.configuration?.groups.map((one) => [one.id, one.name]));
  const agents = [...company.agents.values()].map((one) => ({ ...one, room: hasRoom(one) }));
  const groups = company.groups.map((one) => ({
    ...one,
    name: names.get(one.group) ?? { zh: one.group, en: one.group },
  }));
  return done({ agents, groups });
}

const hasRoom = (one: AgentSummary): boolean =>
  one.presence === "online" && one.connection === "connected" &&
  one.usedUnits < (one.adjusted ?? one.record).capacityUnits &&
  one.windows < (one.adjusted ?? one.record).windowCap;
