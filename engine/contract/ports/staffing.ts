import type { StaffingAnswer, StaffingAsk } from "../wire/staffing.ts";

/** Closed forms, at once; a load over `STAFFING_LOAD_MAX` is not asked. */
export type StaffingCalculator = (ask: StaffingAsk) => StaffingAnswer;
