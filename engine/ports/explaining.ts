import type { Explanation } from "../contract/wire/explanation.ts";
import type { Refusal } from "../contract/wire/refusals.ts";

/** Explains the decision with a number of a workspace, by replaying it beside the engine. */
export type Explaining = (
  workspace: string,
  seq: number,
) => Promise<{ ok: true; explanation: Explanation } | { ok: false; error: Refusal }>;
