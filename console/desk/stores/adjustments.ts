import { signal } from "@preact/signals";
import type { AdjustmentLive } from "../../../engine/contract/wire/adjustments.ts";
import type { AdjustRequest } from "../../../engine/contract/wire/http_routing.ts";
import { api } from "../wire/api.ts";
import type { Fault } from "../wire/http.ts";
import { attempt } from "./faults.ts";
import { loadColleagues } from "./names.ts";

/** Temporary changes in force, the next to end first. */
export const adjustments = signal<{ rows?: AdjustmentLive[]; fault?: Fault }>({});

export async function loadAdjustments(): Promise<void> {
  const answer = await api.adjustments();
  adjustments.value = answer.ok
    ? { rows: answer.value.adjustments.sort((one, other) => one.untilAt - other.untilAt) }
    : { ...adjustments.value, fault: answer.fault };
}

/** The fault, if any, is for the form. */
export async function adjust(request: AdjustRequest): Promise<Fault | undefined> {
  const answer = await api.adjust(request);
  if (!answer.ok) return answer.fault;
  await Promise.all([loadAdjustments(), loadColleagues()]);
}

export async function takeBack(seq: number): Promise<void> {
  if (await attempt(api.takeBackAdjustment(seq))) {
    await Promise.all([loadAdjustments(), loadColleagues()]);
  }
}
