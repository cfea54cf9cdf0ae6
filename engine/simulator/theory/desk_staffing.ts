import type { StaffingAnswer, StaffingAsk, StaffingRow } from "../../contract/wire/staffing.ts";
import { figuresOf, staffing, type StaffingAsk as Rates } from "./staffing.ts";

/**
 * Staff of people who have several conversations at a time: each is as many servers, and the handle
 * time is that of a conversation beside the others. Shown with some fewer and some more, so that one
 * sees what an agent is worth.
 */
export function deskStaffing(ask: StaffingAsk): StaffingAnswer {
  const rates: Rates = {
    lambda: ask.visitorsPerHour / HOUR_MS,
    mu: 1 / ask.handleMs,
    theta: ask.patienceMs === undefined ? 0 : 1 / ask.patienceMs,
    within: ask.withinMs,
    sl: ask.sl,
  };
  const met = staffing(rates);
  if (met === undefined) throw new RangeError("no staff of a load that may be asked is too large");
  const agents = Math.ceil(met.agents / ask.atOnce);
  const rows: StaffingRow[] = [];
  for (let count = Math.max(1, agents - BESIDE); count <= agents + BESIDE; count++) {
    const { sl, abandons, meanWait, occupancy } = figuresOf(rates, count * ask.atOnce);
    if (meanWait === Infinity) continue;
    rows.push({ agents: count, sl, abandoned: abandons, waitMs: meanWait, occupancy });
  }
  return { agents, rows };
}

const HOUR_MS = 3_600_000;
const BESIDE = 2;
