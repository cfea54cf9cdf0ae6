import type { Event } from "../../contract/wire/events.ts";
import type { Sealed } from "../../contract/wire/messages.ts";
import { messageKey } from "../fold/messages.ts";
import { type Shelf, shelfKey } from "../fold/shelf.ts";

/** Rows that a batch's events read and the shelf does not hold yet. */
export interface Needs {
  workspaces: { workspace: string }[];
  conversations: { workspace: string; conversation: string }[];
  visitors: { workspace: string; visitor: string }[];
  agents: { workspace: string; agent: string }[];
  messages: { workspace: string; conversation: string; message: string }[];
}

export function needsOf(shelf: Shelf, events: readonly Event[]): Needs {
  const needs: Needs = {
    workspaces: [],
    conversations: [],
    visitors: [],
    agents: [],
    messages: [],
  };
  const seen = new Set<string>();
  /** True the first time a key of this kind is met and the shelf has no such row. */
  const missing = (kind: string, held: Map<string, unknown>, key: string) => {
    const name = `${kind} ${key}`;
    if (seen.has(name)) return false;
    seen.add(name);
    return !held.has(key);
  };
  for (const event of events) {
    const workspace = event.workspace;
    if (workspace === "") continue;
    if (missing("workspace", shelf.workspaces, shelfKey(workspace))) {
      needs.workspaces.push({ workspace });
    }
    if ("conversation" in event) {
      const ids = [event.conversation];
      if (event.type === "conversation.opened") {
        // A conversation begins here: no table has it yet.
        seen.add(`conversation ${shelfKey(workspace, event.conversation)}`);
        if (event.continues !== undefined) ids.push(event.continues);
      }
      for (const conversation of ids) {
        if (missing("conversation", shelf.conversations, shelfKey(workspace, conversation))) {
          needs.conversations.push({ workspace, conversation });
        }
      }
    }
    if ("visitor" in event && event.visitor !== undefined) {
      const visitor = event.visitor;
      if (missing("visitor", shelf.visitors, shelfKey(workspace, visitor))) {
        needs.visitors.push({ workspace, visitor });
      }
    }
    if (event.type.startsWith("agent.") || event.type === "roster.changed") {
      const agent = (event as Event<"agent.gone">).agent;
      if (missing("agent", shelf.agents, shelfKey(workspace, agent))) {
        needs.agents.push({ workspace, agent });
      }
    }
    if (
      event.type === "conversation.recalled" || event.type === "conversation.delivery_reported"
    ) {
      const { conversation, message } = event;
      if (missing("message", shelf.messages, messageKey(event))) {
        needs.messages.push({ workspace, conversation, message });
      }
    }
  }
  return needs;
}

/** The sealed parts of an event, so that their keys can be read before the fold. */
export function sealedParts(event: Event): Sealed[] {
  const parts: Sealed[] = [];
  if ("sealed" in event) parts.push(event.sealed);
  if ("note" in event && event.note !== undefined) parts.push(event.note);
  if ("facts" in event && event.facts !== undefined) parts.push(event.facts);
  if ("comment" in event && event.comment !== undefined) parts.push(event.comment);
  if ("card" in event) parts.push(event.card);
  return parts;
}
