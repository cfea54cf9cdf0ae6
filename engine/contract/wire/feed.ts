import type { Event } from "./events.ts";
import type { ConversationLive } from "./queries.ts";

/**
 * What the engine sends to one gateway per durable batch. Addressed by agent, visitor or
 * everyone who looks at the company (`wall`); the gateway knows the sockets.
 */
export interface FeedMessage {
  partition: number;
  epoch: number;
  /** Journal sequence of the batch that made these durable. */
  batch: number;
  items: FeedItem[];
}

export interface FeedItem {
  event: Event;
  /** Sequence before this one of the same conversation, as staff and as the visitor see it. */
  prev: number;
  publicPrev: number;
  /** Agents to whom it goes: owner, former owner, receiver of an offer. */
  agents: string[];
  /** The visitor to whom it goes; absent for staff-only events. */
  visitor?: string;
  /** Supervisors' walls and alerts. */
  wall: boolean;
  /** The conversation after the event, for whoever meets it the first time. */
  after?: ConversationLive;
}

/** Lossy, last one wins, at most one per second and conversation; never journalled. */
export type Signal =
  & { workspace: string; conversation: string }
  & (
    | { kind: "typing"; from: "visitor" | "agent"; id: string; preview?: string }
    | { kind: "read"; from: "visitor" | "agent"; id: string; seq: number }
  );
