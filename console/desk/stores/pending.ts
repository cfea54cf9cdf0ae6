import { signal } from "@preact/signals";
import type { PendingRow } from "../../../engine/contract/wire/desk.ts";
import { api } from "../wire/api.ts";
import type { Fault } from "../wire/http.ts";

/** Parked work or left messages, whichever is shown. */
export const pending = signal<{ rows?: PendingRow[]; fault?: Fault }>({});

export async function loadPending(state: "parked" | "left"): Promise<void> {
  const answer = await api.pending(state);
  pending.value = answer.ok
    ? { rows: answer.value.rows }
    : { rows: pending.value.rows, fault: answer.fault };
}
export const forgetPending = (): void => void (pending.value = {});
