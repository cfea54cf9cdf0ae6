import type { ConversationDetail, EntriesPage } from "../../engine/contract/wire/http.ts";
import { done, type Outcome } from "../answers.ts";
import type { Gateway } from "../context.ts";
import type { Reader } from "../conversations/entries.ts";
import { pageOf } from "../conversations/timeline.ts";
import { deskView } from "../conversations/views.ts";
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
  return done({
    ...(live && { live: await deskView(gateway, staff.workspace, live, language) }),
    ...(recorded && { recorded }),
    card,
    ...(facts && { facts }),
    past: past.filter((one) => one.conversation !== conversation),
  });
}

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
