/** How many agents a stated load takes, by the closed forms of waiting lines. */

export interface StaffingAsk {
  visitorsPerHour: number;
  /** From the agent's taking a conversation to its end. */
  handleMs: number;
  /** Conversations that an agent has at a time. */
  atOnce: number;
  /** How long visitors wait before they give up, on average; absent = as long as it takes. */
  patienceMs?: number;
  withinMs: number;
  /** At least this share of all who come is answered within that time. */
  sl: number;
}

/** What so many agents meet in the long run. */
export interface StaffingRow {
  agents: number;
  sl: number;
  abandoned: number;
  /** Mean wait of all who come. */
  waitMs: number;
  occupancy: number;
}

export interface StaffingAnswer {
  /** The fewest that reach the aim. */
  agents: number;
  /** Some fewer, these, and some more; too few to keep up have no figures and are left out. */
  rows: StaffingRow[];
}

/** More conversations under way than one line's formulas are good for; larger desks are split. */
export const STAFFING_LOAD_MAX = 1_000;
