import type { MessageBody } from "./messages.ts";
import type { Channel, DeliveryState } from "./states.ts";

/** Bodies of the HTTP interface for programs that bring a channel of their own, and for blocks. */

/** POST /api/v1/conversations: a program's, in the name of somebody who came by its channel. */
export interface OpenForRequest {
  visitor: string;
  route: string;
  /** Absent = api. */
  channel?: Channel;
  topic?: string;
  group?: string;
  priority?: number;
  agent?: string;
  language?: "zh" | "en";
  /** Skill id → least level, asked beside what the route asks. */
  skills?: Record<string, number>;
  message?: MessageBody;
  /** Epoch ms at the other system; believed for the last 24 hours. */
  originAt?: number;
  /** The first message's id at the other system. */
  externalId?: string;
}

/** POST …/conversations/{id}/delivery: what became of a message that the channel was to bring. */
export interface DeliveryRequest {
  message: string;
  state: DeliveryState;
}

/** POST /api/v1/visitors/{id}/block; without `untilAt` until it is lifted, by `blocked: false`. */
export interface BlockRequest {
  blocked: boolean;
  untilAt?: number;
}
