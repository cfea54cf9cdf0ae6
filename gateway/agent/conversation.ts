import type { Alongside } from "../../engine/contract/wire/desk.ts";
import type { ConversationDetail, EntriesPage } from "../../engine/contract/wire/http.ts";
import { done, type Outcome } from "../answers.ts";
import type { Gateway } from "../context.ts";
import { blockedBy, liveOfVisitor, type VisitorLive } from "../conversations/blocked.ts";
import type { Reader } from "../conversations/entries.ts";
import { pageOf } from "../conversations/timeline.ts";
import { deskView } from "../conversations/views.ts";
import { customerOf } from "../desk/customers/customers.ts";
import { visitsFor } from "../desk/visits/visits.ts";
import type { Staff } from "../identity/sessions.ts";
import type { Language } from "../language.ts";
import { grantOf, pastOf } from "./grants.ts";

const PAST_MAX = 20;

export const staffReader = (
  gateway: Gateway,
  workspace: string,
  language: Language = "zh",
): Reader => ({ company: gateway.companies.known(workspace), visitor: false, language });

export async function detail(
  gateway: Gateway,
  staff: Staff,
  conversation: string,
  language: Language,
): Promise<Outcome<ConversationDetail>> {
  const grant = await grantOf(gateway, staff, conversation);
  if (!grant.ok) return grant;
  const { live, recorded } = grant.value;
  const visitor = (live ?? recorded)!.visitor;
  const { card, facts } = await gateway.cards.get(staff.workspace, visitor);
  const past = await pastOf(gateway, staff, visitor, PAST_MAX);
  const { pages, orders } = await visitsFor(gateway, staff.workspace, visitor);
  const customer = await customerOf(gateway, staff.workspace, visitor);
  const { conversations, blocked } = await liveOfVisitor(gateway, staff.workspace, visitor);
  const by = blocked && await blockedBy(gateway, staff.workspace, visitor);
  const alongside = alongsideOf(conversations, conversation);
  return done({
    ...(live && { live: await deskView(gateway, staff.workspace, live, language) }),
    ...(recorded && { recorded }),
    card,
    ...(facts && { facts }),
    past: past.filter((one) => one.conversation !== conversation),
    ...(pages.length > 0 && { pages }),
    ...(orders.length > 0 && { orders }),
    ...(customer && { customer }),
    ...(alongside.length > 0 && { alongside }),
    ...(blocked && { blocked: { ...blocked, ...(by && { by }) } }),
  });
}

/** What else goes on with the same visitor: both agents have to know. */
const alongsideOf = (
  conversations: VisitorLive["conversations"],
  conversation: string,
): Alongside[] =>
  conversations
    .filter((one) => one.conversation !== conversation && one.state !== "closed")
    .map((one) => ({
      conversation: one.conversation,
      group: one.group,
      ...(one.agent && { agent: one.agent }),
    }));

export async function entries(
  gateway: Gateway,
  staff: Staff,
  conversation: string,
  page: { before: number; limit: number },
): Promise<Outcome<EntriesPage>> {
  const grant = await grantOf(gateway, staff, conversation);
  if (!grant.ok) return grant;
  const language = grant.value.live?.language ?? "zh";
  const reader = staffReader(gateway, staff.workspace, language);
  return await pageOf(gateway, staff.workspace, conversation, page, reader);
}
