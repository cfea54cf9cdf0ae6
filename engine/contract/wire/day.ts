/** GET /api/v1/wall/day?shop=: the day so far, by the clock of the shop. For supervisors. */
export interface DayFigures {
  /** Epoch ms of the day's midnight, and of the last look at the records. */
  since: number;
  at: number;
  total: DayTotal;
  agents: ({ agent: string } & DayOfAgent)[];
  /** From midnight on, a quarter of an hour each. */
  curve: DayStep[];
}

export interface DayStep {
  opened: number;
  /** Of those that were opened then, the ones that a person took. */
  served: number;
}

interface DayCounts {
  served: number;
  /** Means in ms; absent without any. */
  firstResponseMs?: number;
  handlingMs?: number;
  invited: number;
  accepted: number;
}
export type DayOfAgent = DayCounts;
export interface DayTotal extends DayCounts {
  opened: number;
}

export const DAY_STEP_MS = 15 * 60_000;
