import { signal } from "@preact/signals";
import type { PendingRow } from "../../../engine/contract/wire/desk.ts";
import { api } from "../wire/api.ts";
import type { Fault } from "../wire/http.ts";

/** Parked work or left messages, whichever is shown. */
export const pending = signal<{ rows?: PendingRow[]; fault?: Fault }>({});

/** Which of them was asked for last: an answer about the other comes too late. */
let wanted: "parked" | "left" | undefined;

export async function loadPending(state: "parked" | "left"): Promise<void> {
  wanted = state;
  const answer = await api.pending(state);
  if (wanted !== state) return;
  pending.value = answer.ok
    ? { rows: answer.value.rows }
    : { rows: pending.value.rows, fault: answer.fault };
}
export const forgetPending = (): void => void (pending.value = {});
