import { signal } from "@preact/signals";
import type { StaffingAnswer } from "../../../engine/contract/wire/staffing.ts";
import { STAFFING_FORM, staffingAsk, type StaffingForm } from "../model/staffing_ask.ts";
import { api } from "../wire/api.ts";
import type { Fault } from "../wire/http.ts";

export const staffingForm = signal<StaffingForm>(STAFFING_FORM);
/** With the aim that it was computed for: the form may have changed since. */
export const staffingResult = signal<{ sl: number; answer: StaffingAnswer } | undefined>(undefined);
export const staffingFault = signal<Fault | undefined>(undefined);

export async function computeStaffing(): Promise<void> {
  const ask = staffingAsk(staffingForm.value);
  const answer = await api.staffing(ask);
  staffingFault.value = answer.ok ? undefined : answer.fault;
  staffingResult.value = answer.ok ? { sl: ask.sl, answer: answer.value } : undefined;
}
