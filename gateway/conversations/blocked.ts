import type { VisitorBlock } from "../../engine/contract/wire/queries.ts";
import type { Gateway } from "../context.ts";

/** Whether a visitor is blocked at present, as the engine knows. */
export async function blockedOf(
  gateway: Gateway,
  workspace: string,
  visitor: string,
): Promise<VisitorBlock | undefined> {
  const reply = await gateway.bus.query(workspace, "visitor.live", { visitor });
  return reply.ok ? reply.answer.blocked : undefined;
}
