import type { Event } from "../../contract/wire/events.ts";
import type { EventOf } from "./fold.ts";
import type { AgentRow } from "./rows.ts";
import { type Shelf, shelfKey } from "./shelf.ts";

type AgentEvent = EventOf<"agent"> | Event<"roster.changed">;

/** The roster as it stands, and every change of presence or connection as a row of its own. */
export function foldAgent(shelf: Shelf, event: AgentEvent): void {
  const row = agentRow(shelf, event);
  switch (event.type) {
    case "roster.changed":
      row.record = event.record ?? null;
      row.removed_at = event.record === undefined ? event.at : null;
      return;
    case "agent.presence_changed":
      row.presence = event.presence;
      break;
    case "agent.connected":
      row.connection = "connected";
      break;
    case "agent.disconnected":
      row.connection = event.left;
      break;
    case "agent.unconfirmed":
      row.connection = "unconfirmed";
      break;
    case "agent.gone":
      row.connection = "gone";
      break;
    default:
      return event satisfies never;
  }
  row.changed_at = event.at;
  shelf.touched.presences.add({
    workspace: event.workspace,
    seq: event.seq,
    agent: event.agent,
    at: event.at,
    type: event.type,
    presence: row.presence,
    connection: row.connection,
  });
}

function agentRow(shelf: Shelf, event: AgentEvent): AgentRow {
  const key = shelfKey(event.workspace, event.agent);
  let row = shelf.agents.get(key);
  if (!row) {
    row = {
      workspace: event.workspace,
      agent: event.agent,
      record: null,
      removed_at: null,
      presence: "offline",
      connection: "none",
      changed_at: event.at,
    };
    shelf.agents.set(key, row);
  }
  shelf.touched.agents.add(row);
  return row;
}
