import type { QueryReply } from "../contract/ports/bus.ts";
import type { Explanation } from "../contract/wire/explanation.ts";
import type { Refusal } from "../contract/wire/refusals.ts";

/** Explains the decision with a number of a workspace, by replaying it beside the engine. */
export type Explaining = (
  workspace: string,
  seq: number,
) => Promise<{ ok: true; explanation: Explanation } | { ok: false; error: Refusal }>;

/** Reads what is durable, so it needs no gate. */
export async function explained(
  explain: Explaining,
  workspace: string,
  seq: number,
): Promise<QueryReply<"conversation.explain">> {
  const found = await explain(workspace, seq);
  return found.ok ? { ok: true, batch: 0, answer: found.explanation } : found;
}
