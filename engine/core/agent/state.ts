import type { WorkTarget } from "../../contract/wire/commands.ts";
import type { AgentRecord } from "../../contract/wire/roster.ts";
import type { Connection, Presence } from "../../contract/wire/states.ts";

/** One tab or device of an agent. `lapsed`: its gateway fell silent. */
export interface Session {
  session: string;
  gateway: string;
  lapsed: boolean;
}

/**
 * An agent. The number is given once and never again; a removed agent keeps its entry, so that
 * conversations that name it still can, and comes back under the same number.
 */
export interface Agent {
  readonly id: string;
  readonly number: number;
  /** Handle in the kernel. */
  handle: number;
  record: AgentRecord;
  /** What the agent may carry at present: the roster's word, and adjustments over it. */
  terms: { capacityUnits: number; windowCap: number };
  removed: boolean;
  presence: Presence;
  connection: Connection;
  sessions: Session[];
  /** The one deadline of an agent: grace, break or next return, epoch ms; 0 = none. */
  alarmAt: number;
  /** On break beyond the limit: held work goes back. */
  handedOver: boolean;
  /** Gone offline: where the open work goes, when the agent said so. */
  leaving?: WorkTarget;
  /** Outside the shift, or in its last minutes: nothing new. */
  offShift: boolean;
  /** Channels that may not come beside what is there; read off the rest. */
  closedChannels: string[];
  /** Conversations owned and open, and those whose transfer is on offer here. */
  held: Set<number>;
  offered: Set<number>;
  /** Closed, and still written up; read off the rest. */
  wrapping: Set<number>;
}

/** More tabs and devices than a person has; the oldest goes. */
export const SESSIONS_MAX = 32;

export const isAvailable = (agent: Agent): boolean =>
  !agent.removed && !agent.offShift && agent.presence === "online" &&
  agent.connection === "connected";
