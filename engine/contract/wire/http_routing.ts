import type { Adjustment } from "./adjustments.ts";
import type { TransferTarget } from "./commands.ts";
import type { MessageBody } from "./messages.ts";
import type { Channel, ItemKind, JoinMode } from "./states.ts";

/** Bodies of the HTTP interface for routing by hand and for people beside the owner. */

/** POST …/conversations/{id}/prioritise, by supervisors. */
export interface PrioritiseRequest {
  class: number;
}

/** POST …/conversations/{id}/move, by supervisors. */
export interface MoveRequest {
  to: TransferTarget;
}

/** POST …/conversations/{id}/join, by supervisors; again to change how. */
export interface JoinRequest {
  as: JoinMode;
}

/** POST …/conversations/{id}/part: oneself, or somebody else by the owner or a supervisor. */
export interface PartRequest {
  who?: string;
}

/** POST …/conversations/{id}/consult: a colleague, who then whispers. */
export interface ConsultRequest {
  agent: string;
  note?: string;
}

/** POST …/conversations/{id}/switch, of visitors and supervisors. */
export interface SwitchRequest {
  to: "waiting" | "left" | "bot";
}

/** POST /api/v1/visitors/{id}/reach: write first. */
export interface ReachRequest {
  route: string;
  body?: MessageBody;
}

/** POST …/conversations/{id}/tag: a closing topic, or the tags in place of the ones before. */
export interface TagRequest {
  topic?: string;
  tags?: string[];
}

/** POST /api/v1/agent/take: which one it was. */
export interface Taken {
  conversation: string;
  seq: number;
}

/** POST /api/v1/items, by supervisors: work of another kind than a chat. */
export interface OpenItemRequest {
  kind: Exclude<ItemKind, "conversation">;
  visitor: string;
  route: string;
  /** Absent = api. */
  channel?: Channel;
  group?: string;
  priority?: number;
  agent?: string;
  costUnits?: number;
  enqueuedAt?: number;
}

/** POST …/items/{id}/assign, by supervisors. */
export interface AssignItemRequest {
  agent: string;
}

/** POST …/items/{id}/close, by the owner or a supervisor. */
export interface CloseItemRequest {
  topic?: string;
}

/** Which one it became. */
export interface OpenedItem {
  item: string;
  seq: number;
}

/** POST /api/v1/adjustments, by supervisors. */
export type AdjustRequest = Adjustment & { untilAt: number };
