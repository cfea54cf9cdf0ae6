import type { CompanyPage } from "../../../engine/contract/wire/http.ts";
import type { ConversationLive } from "../../../engine/contract/wire/queries.ts";
import { viewsOf } from "../../agent/desk.ts";
import { done, type Outcome, refused } from "../../answers.ts";
import type { Gateway } from "../../context.ts";
import type { Staff } from "../../identity/sessions.ts";
import type { Language } from "../../language.ts";
import { type LinePlace, waitingBehind } from "./queries.ts";

/** Conversations asked for at once: a page takes a few rounds, and others are served between. */
const ASKED_AT_ONCE = 16;

interface Asked {
  after?: string;
  limit: number;
}

/** `1730000000000.conversation`, as `next` was told. */
function placeOf(after: string | undefined): LinePlace | undefined {
  if (after === undefined) return undefined;
  const cut = after.indexOf(".");
  return { enqueuedAt: Number(after.slice(0, cut)), conversation: after.slice(cut + 1) };
}

/**
 * One page of a waiting line beyond what an engine tells of it. The records say who and in which
 * order, the engine how each one stands now: who has left the line meanwhile is left out, who came
 * a moment ago may be missing until the records have caught up.
 */
export async function linePage(
  gateway: Gateway,
  { workspace }: Staff,
  group: string,
  { after, limit }: Asked,
  language: Language,
): Promise<Outcome<CompanyPage>> {
  const company = await gateway.companies.get(workspace);
  if (!company) return refused("unavailable");
  if (!company.groups.some((one) => one.group === group)) return refused("not_found");
  const places = await waitingBehind(gateway.database, workspace, group, placeOf(after), limit);
  const live: ConversationLive[] = [];
  const ids = places.map(({ conversation }) => conversation);
  while (ids.length > 0) {
    const told = await Promise.all(
      ids.splice(0, ASKED_AT_ONCE).map((conversation) =>
        gateway.bus.query(workspace, "conversation.get", { conversation })
      ),
    );
    for (const reply of told) {
      if (reply.ok) live.push(reply.answer);
      else if (reply.error.code !== "not_found") return reply;
    }
  }
  const waiting = live.filter(({ state }) => state === "waiting");
  const last = places.at(-1);
  return done({
    conversations: await viewsOf(gateway, workspace, waiting, language),
    ...(last && places.length === limit && { next: `${last.enqueuedAt}.${last.conversation}` }),
  });
}
