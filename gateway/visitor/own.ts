import { DatabaseUnavailable } from "../../engine/contract/ports/database.ts";
import type { RecordedConversation } from "../../engine/contract/ports/reading_records.ts";
import type { By } from "../../engine/contract/wire/ids.ts";
import type { ConversationLive } from "../../engine/contract/wire/queries.ts";
import type { VisitorConversation } from "../../engine/contract/wire/socket.ts";
import { done, type Outcome, refused } from "../answers.ts";
import type { Asker } from "../commands.ts";
import type { Gateway } from "../context.ts";
import { liveOfVisitor, type VisitorLive } from "../conversations/blocked.ts";
import { recordedVisitorView, visitorView } from "../conversations/views.ts";
import type { Reader } from "../conversations/entries.ts";
import type { VisitorPrincipal } from "./token.ts";

export const askerOf = (who: VisitorPrincipal): Asker => ({
  workspace: who.workspace,
  by: `visitor:${who.visitor}` as By,
  scope: who.visitor,
});

export const readerOf = (gateway: Gateway, who: VisitorPrincipal): Reader => ({
  company: gateway.companies.known(who.workspace),
  visitor: true,
  language: who.language,
});

export type Own =
  | { state: "live"; live: ConversationLive }
  | { state: "recorded"; recorded: RecordedConversation };

/** A conversation of this visitor; anybody else's is as absent as one that never was. */
export async function ownOf(
  gateway: Gateway,
  who: VisitorPrincipal,
  conversation: string,
): Promise<Outcome<Own>> {
  const reply = await gateway.bus.query(who.workspace, "conversation.get", { conversation });
  if (reply.ok) {
    return reply.answer.visitor === who.visitor
      ? done({ state: "live", live: reply.answer })
      : refused("not_found");
  }
  if (reply.error.code !== "not_found") return reply;
  const recorded = await gateway.reading.conversation(who.workspace, conversation);
  return recorded && recorded.visitor === who.visitor
    ? done({ state: "recorded", recorded })
    : refused("not_found");
}

/** Older conversations are shown so many; the rest is found by the desk. */
const HISTORY_MAX = 20;

/** What the engine holds of this visitor, closed ones of the last half hour included. */
export async function liveConversations(
  gateway: Gateway,
  { workspace, visitor }: VisitorPrincipal,
  known?: VisitorLive,
): Promise<VisitorConversation[]> {
  const live = known ?? await liveOfVisitor(gateway, workspace, visitor);
  const isBlocked = live.blocked !== undefined;
  return await Promise.all(
    live.conversations.map((one) => visitorView(gateway, workspace, one, isBlocked)),
  );
}

/**
 * Live ones first, then what the records have; without the records only the live ones. `live`:
 * what the engine just said of them.
 */
export async function ownConversations(
  gateway: Gateway,
  who: VisitorPrincipal,
  live?: VisitorLive,
): Promise<VisitorConversation[]> {
  const views = await liveConversations(gateway, who, live);
  if (cameLately(gateway, who)) return views;
  const known = new Set(views.map((one) => one.conversation));
  const { workspace, visitor } = who;
  try {
    const company = await gateway.companies.get(workspace);
    const recorded = await gateway.reading.conversationsOfVisitor(workspace, visitor, HISTORY_MAX);
    for (const one of recorded) {
      if (!known.has(one.conversation)) views.push(recordedVisitorView(one, company));
    }
  } catch (error) {
    if (!(error instanceof DatabaseUnavailable)) throw error;
  }
  return views;
}

/** All that such a visitor ever did is still in the engine's memory, so nobody asks the records. */
export function cameLately(gateway: Gateway, who: VisitorPrincipal): boolean {
  const times = gateway.companies.known(who.workspace)?.configuration?.times;
  return times !== undefined && gateway.clock.wall() - who.since < times.closedKeepMs;
}
