import type { Channel } from "./states.ts";

/** One membership of a skill group. `weight` 1–100 for the weighted strategy. */
export interface Membership {
  group: string;
  weight: number;
  /** Added to the index of the group's items for this agent; absent = 0. */
  bonus?: number;
}

/** What the roster knows of an agent; the account (sign-in) is the gateway's affair. */
export interface AgentRecord {
  /** Public nickname, as visitors see it, in any language. */
  name: string;
  /** Work units (twentieths of a conversation) the agent can carry, ≥ 0. */
  capacityUnits: number;
  /** Window cap 接待上限: open conversations, never passed. */
  windowCap: number;
  memberships: Membership[];
  channels: Channel[];
  /** Shops served; absent = all. */
  shops?: string[];
  /** Skill → level 1–5. */
  skills?: Record<string, number>;
  portrait?: string;
  /** Shifts: a schedule of the configuration; absent = always on shift. */
  schedule?: string;
}
