import { signal } from "@preact/signals";
import type { PendingRow } from "../../../engine/contract/wire/desk.ts";
import { isBehind } from "../model/pending_behind.ts";
import { api } from "../wire/api.ts";
import type { Fault } from "../wire/http.ts";
import { own } from "./conversations.ts";
import { selfId } from "./session.ts";

/** Parked work or left messages, whichever is shown. */
export const pending = signal<{ rows?: PendingRow[]; fault?: Fault }>({});

/** Which of them was asked for last: an answer about the other comes too late. */
let wanted: "parked" | "left" | undefined;

/** The records follow within a second. A list that is cut off may never have mine: so many looks. */
const BEHIND_MS = 500;
const BEHIND_LOOKS_MAX = 6;

export async function loadPending(state: "parked" | "left", looks = 0): Promise<void> {
  wanted = state;
  const answer = await api.pending(state);
  if (wanted !== state) return;
  pending.value = answer.ok
    ? { rows: answer.value.rows }
    : { rows: pending.value.rows, fault: answer.fault };
  if (state === "left" || !answer.ok || looks >= BEHIND_LOOKS_MAX) return;
  if (!isBehind(answer.value.rows, [...own.value.values()], selfId())) return;
  setTimeout(() => wanted === state && void loadPending(state, looks + 1), BEHIND_MS);
}

/** The page is left, or shows the others: what is under way comes too late. */
export function forgetPending(): void {
  wanted = undefined;
  pending.value = {};
}
