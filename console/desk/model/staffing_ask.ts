import type { StaffingAsk } from "../../../engine/contract/wire/staffing.ts";

/** The form as typed: minutes, seconds, per cent; empty patience = for ever. */
export const STAFFING_FORM = {
  visitorsPerHour: "300",
  handle: "12",
  atOnce: "4",
  patience: "120",
  within: "30",
  sl: "80",
};
export type StaffingForm = typeof STAFFING_FORM;

const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;

/** What is asked of the calculator, which says itself what is out of range. */
export function staffingAsk(form: StaffingForm): StaffingAsk {
  const of = (field: keyof StaffingForm) => Number(form[field]);
  return {
    visitorsPerHour: of("visitorsPerHour"),
    handleMs: Math.round(of("handle") * MINUTE_MS),
    atOnce: of("atOnce"),
    ...(form.patience.trim() === "" ? {} : { patienceMs: Math.round(of("patience") * SECOND_MS) }),
    withinMs: Math.round(of("within") * SECOND_MS),
    sl: of("sl") / 100,
  };
}

/** The field of the form that a refusal's path means. */
export const STAFFING_FIELD: Record<string, keyof StaffingForm> = {
  visitorsPerHour: "visitorsPerHour",
  handleMs: "handle",
  atOnce: "atOnce",
  patienceMs: "patience",
  withinMs: "within",
  sl: "sl",
};
