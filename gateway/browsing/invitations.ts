import type { Browsing, Invitation } from "../../engine/contract/ports/browsing.ts";
import { DatabaseUnavailable } from "../../engine/contract/ports/database.ts";
import type { StaffCall } from "../agent/actions.ts";
import { done, type Outcome, refused } from "../answers.ts";
import { commandId, send } from "../commands.ts";
import type { Gateway } from "../context.ts";
import { sealField, sealMessage } from "../conversations/messages.ts";
import { derivedId } from "../ids.ts";
import { askerOf, cameLately } from "../visitor/own.ts";
import type { VisitorPrincipal } from "../visitor/token.ts";
import { maySeeBrowsing, talkOf } from "./listing.ts";
import { standsAt } from "./standing.ts";
import * as store from "./store.ts";

/** Nobody is invited again so soon, whatever the answer was. */
const ASKED_FOR_MS = 15 * 60_000;

/**
 * An agent invites somebody who looks around. The invitation waits for the browser's next word;
 * accepted, it is a conversation with that agent that begins with these words.
 */
export async function invite(
  gateway: Gateway,
  { staff, key }: StaffCall,
  browsing: string,
  text: string,
): Promise<Outcome<{ invitation: string }>> {
  const { workspace, agent } = staff;
  if (agent === undefined) return refused("not_eligible");
  const company = await gateway.companies.get(workspace);
  const one = await gateway.browsing.get(workspace, browsing);
  if (!company || !one || !maySeeBrowsing(staff, company, one)) return refused("not_found");
  const self = company.agents.get(agent);
  const present = self?.presence === "online" || self?.presence === "busy";
  if (!present || self.connection !== "connected") return refused("not_eligible");
  if (await talkOf(gateway, workspace, one)) return refused("conflict");
  const asker = { workspace, by: `agent:${agent}` as const, scope: staff.session };
  const id = commandId(gateway, asker, key);
  const invitation = derivedId(gateway.settings.secret, "n", "invitation", workspace, agent, id);
  const at = gateway.clock.wall();
  await store.writeInvitation(gateway.database, {
    workspace,
    invitation,
    agent,
    shop: one.shop,
    at,
  });
  const asked: Invitation = { invitation, agent, text, at };
  if (await gateway.browsing.invite(workspace, browsing, asked, ASKED_FOR_MS)) {
    return done({ invitation });
  }
  const standing = await gateway.browsing.invitationOf(workspace, browsing);
  if (standing?.invitation === invitation) return done({ invitation });
  await store.dropInvitation(gateway.database, workspace, invitation);
  return refused(standing ? "conflict" : "unavailable");
}

export async function declineInvitation(
  gateway: Gateway,
  workspace: string,
  browsing: string,
  invitation: string,
): Promise<void> {
  const first = await gateway.browsing.answer(workspace, browsing, invitation, "declined");
  if (!first) return;
  const at = gateway.clock.wall();
  const said = { workspace, invitation, answer: "declined" as const, at };
  await counted(gateway, store.writeAnswer(gateway.database, said));
}

/**
 * A visitor says yes: the agent who invited writes first, with what the invitation said. An agent
 * who has gone or is full meanwhile is asked for by name, so that the visitor stands in the line.
 * A repeat derives the same ids and finds the same conversation.
 */
export async function acceptInvitation(
  gateway: Gateway,
  who: VisitorPrincipal,
  browsing: string,
  wanted: string,
): Promise<void> {
  const { workspace } = who;
  const one = await gateway.browsing.get(workspace, browsing);
  const asked = await gateway.browsing.invitationOf(workspace, browsing);
  if (!one || asked?.invitation !== wanted || !standsAt(asked, gateway.clock.wall())) return;
  const conversation = await beginTalk(gateway, who, one, asked);
  if (conversation === undefined) return;
  if (!await gateway.browsing.answer(workspace, browsing, wanted, "accepted")) return;
  const at = gateway.clock.wall();
  const said = { workspace, invitation: wanted, answer: "accepted" as const, at, conversation };
  await counted(gateway, store.writeAnswer(gateway.database, said));
}

/**
 * An answer is written down to be counted. The talk has begun by then, and its visitor learns who
 * they are only from what comes back: a count that cannot be written now must not keep that from
 * them, or nobody could ever come back to the conversation.
 */
async function counted(gateway: Gateway, writing: Promise<unknown>): Promise<void> {
  try {
    await writing;
  } catch (error) {
    if (!(error instanceof DatabaseUnavailable)) throw error;
    gateway.onLog({ level: "warn", event: "invitation.uncounted" });
  }
}

/** The conversation; undefined when there is one already, or none can begin. */
async function beginTalk(
  gateway: Gateway,
  who: VisitorPrincipal,
  { route, facts }: Browsing,
  { invitation, agent, text }: Invitation,
): Promise<string | undefined> {
  const { workspace, visitor, key, language } = who;
  const asker = { workspace, by: `agent:${agent}` as const, scope: invitation };
  const id = commandId(gateway, asker, invitation);
  const conversation = derivedId(gateway.settings.secret, "c", "invited", workspace, invitation);
  const place = { conversation, visitor, key };
  const first = await sealMessage(gateway, asker, id, place, { kind: "text", text }, "all");
  const sealed = await sealField(gateway, key, facts, `${id}.facts`);
  if (!first.ok || sealed === undefined) return undefined;
  if (who.since >= gateway.startedAt && cameLately(gateway, who)) {
    gateway.cards.first(workspace, visitor, facts);
  }
  const opening = { ...place, channel: "web" as const, route, language, facts: sealed };
  const reached = await send(gateway, asker, id, "conversation.reach", {
    ...opening,
    agent,
    first: first.value,
  });
  if (reached.ok) return conversation;
  if (reached.error.code === "conflict") return undefined;
  const own = askerOf(who);
  const named = await send(gateway, own, `${id}-line`, "conversation.open", {
    ...opening,
    agent,
    gateway: gateway.name,
    wantsPeople: true,
  });
  return named.ok ? conversation : undefined;
}
