import type { Event, EventType } from "../../contract/wire/events.ts";
import type { Sealed } from "../../contract/wire/messages.ts";
import { foldAgent } from "./agents.ts";
import { foldConversation } from "./conversations.ts";
import { type Shelf, shelfKey } from "./shelf.ts";
import { foldVisitor } from "./visitors.ts";

/** The clear value of a sealed part, or undefined when its key is gone. */
export type Open = (sealed: Sealed) => unknown;

export type EventOf<Prefix extends string> = Extract<Event, { type: `${Prefix}.${string}` }>;

/**
 * The one definition of what the records say: rows after an event from rows before it. The
 * projector and P7's comparison both run it; they differ in where the rows come from.
 * Events of the partition itself (fences, checkpoints, lapsed gateways) leave no rows.
 */
export function fold(shelf: Shelf, event: Event, open: Open): void {
  if (event.workspace === "") return;
  foldWorkspace(shelf, event);
  if (event.type.startsWith("conversation.")) {
    foldConversation(shelf, event as EventOf<"conversation">, open);
  } else if (event.type.startsWith("visitor.")) {
    foldVisitor(shelf, event as EventOf<"visitor">, open);
  } else if (event.type.startsWith("agent.") || event.type === "roster.changed") {
    foldAgent(shelf, event as EventOf<"agent"> | Event<"roster.changed">);
  }
}

function foldWorkspace(shelf: Shelf, event: Event): void {
  const key = shelfKey(event.workspace);
  let row = shelf.workspaces.get(key);
  if (!row) {
    row = {
      workspace: event.workspace,
      seq: 0,
      version: null,
      config_hash: null,
      stopped_reason: null,
    };
    shelf.workspaces.set(key, row);
  }
  row.seq = event.seq;
  if (event.type === "config.published") {
    row.version = event.version;
    row.config_hash = event.hash;
    row.stopped_reason = null;
    shelf.touched.configurations.add({
      workspace: event.workspace,
      version: event.version,
      config_hash: event.hash,
      at: event.at,
      author: event.askedBy ?? event.by,
      cause: event.cause ?? null,
      scheduled_for: event.scheduledFor ?? null,
      revert_at: event.revertAt ?? null,
    });
  } else if (event.type === "workspace.stopped") {
    row.stopped_reason = event.reason;
  }
  shelf.touched.workspaces.add(row);
}

/** Fields of every event that stand in columns of their own, or are sealed. */
const APART: ReadonlySet<string> = new Set([
  ...["type", "seq", "at", "workspace", "by", "conversation"],
  ...["note", "facts", "comment", "card", "sealed", "key", "visitor"],
]);
const APART_OF_MESSAGES: ReadonlySet<string> = new Set([
  ...APART,
  ...["message", "body", "visibility", "auto", "round", "begins", "ends"],
]);

/** The event's own clear fields, for the timeline; null when it has none. */
export function clearDetail(event: Event<EventType>): Record<string, unknown> | null {
  const apart = event.type === "conversation.messaged" ? APART_OF_MESSAGES : APART;
  const detail: Record<string, unknown> = {};
  let some = false;
  const fields = event as unknown as Record<string, unknown>;
  for (const name in fields) {
    if (apart.has(name) || fields[name] === undefined) continue;
    detail[name] = fields[name];
    some = true;
  }
  return some ? detail : null;
}
