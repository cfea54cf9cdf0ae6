import type { BlockRequest } from "../../engine/contract/wire/http_channel.ts";
import { type Outcome, refused, seqOf } from "../answers.ts";
import { commandId, send } from "../commands.ts";
import type { Gateway } from "../context.ts";
import { blockedOf, setterOf } from "../conversations/blocked.ts";
import { asAgent, asProgram, asRole, type Staff, supervises } from "../identity/sessions.ts";
import { LIMITS } from "../limits/limits.ts";
import type { StaffCall } from "./actions.ts";
import { maySeeVisitor, pastOf } from "./grants.ts";

/** How far back somebody's past with the own groups is looked for. */
const PAST_MAX = 20;

/**
 * Blocks a visitor, or lifts it: supervisors everybody of whom something is kept, an agent whom the
 * engine knows to be the own. What somebody else set an agent neither lifts nor changes; while the
 * records cannot say who it was, nobody is told that it is not theirs. The records are waited for,
 * so that whoever searches next sees it.
 */
export async function block(
  gateway: Gateway,
  { staff, key }: StaffCall,
  visitor: string,
  change: BlockRequest,
): Promise<Outcome<{ seq: number }>> {
  if (!await isKnown(gateway, staff, visitor)) return refused("not_found");
  const asker = staff.program
    ? asProgram(staff)
    : supervises(staff)
    ? asRole(staff)
    : asAgent(staff);
  if (!asker.by.startsWith("integration:") && !supervises(staff)) {
    const { workspace } = staff;
    const stands = await blockedOf(gateway, workspace, visitor) !== undefined;
    const by = stands ? await setterOf(gateway, workspace, visitor) : asker.by;
    if (by !== asker.by) return refused("forbidden");
  }
  const id = commandId(gateway, asker, key);
  const reply = await send(gateway, asker, id, "visitor.block", { visitor, ...change });
  if (reply.ok) await gateway.reading.reached(staff.workspace, reply.seq, LIMITS.recordsWaitMs);
  return seqOf(reply);
}

async function isKnown(gateway: Gateway, staff: Staff, visitor: string): Promise<boolean> {
  const live = await maySeeVisitor(gateway, staff, visitor);
  if (live.ok && live.value !== undefined) return true;
  if (!supervises(staff)) return (await pastOf(gateway, staff, visitor, PAST_MAX)).length > 0;
  return await gateway.reading.visitor(staff.workspace, visitor) !== undefined;
}
