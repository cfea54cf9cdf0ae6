/** Why the engine did what it did: a closed code and the numbers of that moment, nothing else. */
export const WHY_CODES = [
  // assignments
  "named",
  "lastAgent",
  "leastOccupied",
  "longestIdle",
  "roundRobin",
  "weighted",
  "mostSkilled",
  "scored",
  "drained",
  "accepted",
  "handedOver",
  "taken",
  "transferAccepted",
  "continued",
  // waiting and overflow
  "noAgents",
  "full",
  "timeout",
  "outsideHours",
  "longQueue",
  "longEstimate",
  "sharing",
  "transferReturned",
  "reclaimed",
  "agentGone",
  "agentOffline",
  // left messages, parking, coming back
  "visitorChose",
  "agentChose",
  "supervisorChose",
  "visitorWrote",
  "due",
  "agentSilent",
  // bots
  "botFirst",
  "botSilent",
  "botGaveUp",
  // clocks
  "warn",
  "breach",
] as const;
export type WhyCode = (typeof WHY_CODES)[number];

/**
 * Numbers behind a code, all optional: `waitMs` waited so far, `free` and `capacity` units of the
 * chosen agent, `candidates` agents that fitted, `waiting` items in the group, `from` and `to`
 * groups or agents, `afterMs` the threshold that was crossed, `idleMs`, `position` (1 = next).
 */
export interface Why {
  code: WhyCode;
  waitMs?: number;
  used?: number;
  capacity?: number;
  candidates?: number;
  waiting?: number;
  from?: string;
  to?: string;
  afterMs?: number;
  idleMs?: number;
  /** Items in the other group; the threshold of a rule, in its own unit; the estimate. */
  other?: number;
  threshold?: number;
  estimateMs?: number;
  position?: number;
}
