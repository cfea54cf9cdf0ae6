import { DatabaseUnavailable } from "../../engine/contract/ports/database.ts";
import type { By } from "../../engine/contract/wire/ids.ts";
import type { Queries, VisitorBlock } from "../../engine/contract/wire/queries.ts";
import { refused } from "../answers.ts";
import type { Gateway } from "../context.ts";

/** What the engine holds of a visitor, whether they are blocked at present among it. */
export type VisitorLive = Queries["visitor.live"]["answer"];

/** Nothing while the engine does not answer. */
export async function liveOfVisitor(
  gateway: Gateway,
  workspace: string,
  visitor: string,
): Promise<VisitorLive> {
  const reply = await gateway.bus.query(workspace, "visitor.live", { visitor });
  return reply.ok ? reply.answer : { conversations: [] };
}

/** Whether a visitor is blocked at present, as the engine knows. */
export const blockedOf = async (
  gateway: Gateway,
  workspace: string,
  visitor: string,
): Promise<VisitorBlock | undefined> => (await liveOfVisitor(gateway, workspace, visitor)).blocked;

/** Who set the block of a visitor, as the records know. Throws while they are down. */
export const setterOf = async (
  gateway: Gateway,
  workspace: string,
  visitor: string,
): Promise<By | undefined> => (await gateway.reading.visitor(workspace, visitor))?.blockedBy;

/** The same for a page, which is shown without it; unknown while the records are down. */
export async function blockedBy(
  gateway: Gateway,
  workspace: string,
  visitor: string,
): Promise<By | undefined> {
  try {
    return await setterOf(gateway, workspace, visitor);
  } catch (error) {
    if (error instanceof DatabaseUnavailable) return undefined;
    throw error;
  }
}

/** The refusal that a blocked visitor's words get, for what the engine is not asked about. */
export async function blockedRefusal(
  gateway: Gateway,
  { workspace, visitor }: { workspace: string; visitor: string },
): Promise<ReturnType<typeof refused> | undefined> {
  const blocked = await blockedOf(gateway, workspace, visitor);
  return blocked && refused("forbidden", { reason: "visitor_blocked", ...blocked });
}
