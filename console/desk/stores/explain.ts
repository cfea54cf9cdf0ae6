import { signal } from "@preact/signals";
import type { ShownExplanation } from "../../../engine/contract/wire/explanation.ts";
import { api } from "../wire/api.ts";
import type { Fault } from "../wire/http.ts";
import { openLayer } from "./layers.ts";

/** The decision that is being explained, and what the engine found when it replayed to it. */
type Explained =
  & { seq: number }
  & (
    | { state: "asked" }
    | { state: "told"; explanation: ShownExplanation }
    | { state: "failed"; fault: Fault }
  );

export const explained = signal<Explained | undefined>(undefined);

export async function explain(conversation: string, seq: number): Promise<void> {
  explained.value = { seq, state: "asked" };
  openLayer("explain", conversation);
  const answer = await api.explain(conversation, seq);
  if (explained.value?.seq !== seq) return;
  explained.value = answer.ok
    ? { seq, state: "told", explanation: answer.value }
    : { seq, state: "failed", fault: answer.fault };
}
