import type { ReachRequest, Taken } from "../../engine/contract/wire/http_routing.ts";
import { done, type Outcome, refused } from "../answers.ts";
import { commandId, conversationIdOf, send } from "../commands.ts";
import type { Gateway } from "../context.ts";
import { sealMessage } from "../conversations/messages.ts";
import { asAgent, supervises } from "../identity/sessions.ts";
import type { StaffCall } from "./actions.ts";
import { grantOf, pastOf } from "./grants.ts";

/** How far back somebody's past with the own groups is looked for. */
const PAST_MAX = 20;

/**
 * Writes first, to somebody of whom this person may read: supervisors to everybody, agents to those
 * whom their groups served before.
 */
export async function reach(
  gateway: Gateway,
  { staff, key }: StaffCall,
  visitor: string,
  { route, body }: ReachRequest,
): Promise<Outcome<Taken>> {
  if (staff.agent === undefined) return refused("not_eligible");
  const { workspace } = staff;
  const known = await gateway.reading.visitor(workspace, visitor);
  const past = await pastOf(gateway, staff, visitor, PAST_MAX);
  if (known?.key === undefined || (past.length === 0 && !supervises(staff))) {
    return refused("not_found");
  }
  const asker = asAgent(staff);
  const id = commandId(gateway, asker, key);
  const conversation = conversationIdOf(gateway, asker, id);
  const place = { conversation, visitor, key: known.key };
  const first = body && await sealMessage(gateway, asker, id, place, body, "all");
  if (first && !first.ok) return first;
  const reply = await send(gateway, asker, id, "conversation.reach", {
    ...place,
    agent: staff.agent,
    channel: "web",
    route,
    ...(first && { first: first.value }),
  });
  if (reply.ok) return done({ conversation, seq: reply.seq });
  const { conversation: open, ...error } = reply.error;
  // which one is open is told only to those who may see it
  const seen = open !== undefined && (await grantOf(gateway, staff, open)).ok;
  return refused(error.code, { ...error, ...(seen && { conversation: open }) });
}
