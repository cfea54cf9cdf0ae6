import type { Event } from "../../contract/wire/events.ts";
import type { EventOf, Open } from "./fold.ts";
import type { VisitorRow } from "./rows.ts";
import { blankVisitor, type Shelf, shelfKey } from "./shelf.ts";

/** The row of a visitor, made when it is first heard of. */
function visitorRow(shelf: Shelf, event: Event & { visitor: string }, key: string): VisitorRow {
  const name = shelfKey(event.workspace, event.visitor);
  let row = shelf.visitors.get(name);
  if (!row) {
    row = {
      workspace: event.workspace,
      visitor: event.visitor,
      visitor_key: key,
      card: null,
      facts: null,
      first_at: event.at,
      last_at: event.at,
      conversations: 0,
      erased_at: null,
      erasure_completed_at: null,
      blocked_at: null,
      blocked_until: null,
      blocked_by: null,
    };
    shelf.visitors.set(name, row);
  }
  shelf.touched.visitors.add(row);
  return row;
}

/** A continuation is the same visit going on, so it counts no further conversation. */
export function foldOpenedVisitor(
  shelf: Shelf,
  event: Event<"conversation.opened">,
  open: Open,
): void {
  const row = visitorRow(shelf, event, event.key);
  row.visitor_key = event.key;
  row.last_at = event.at;
  if (event.continues === undefined) row.conversations++;
  if (event.facts !== undefined) row.facts = open(event.facts) ?? null;
}

export function foldVisitor(shelf: Shelf, event: EventOf<"visitor">, open: Open): void {
  switch (event.type) {
    case "visitor.updated": {
      const row = visitorRow(shelf, event, event.key);
      row.visitor_key = event.key;
      row.card = open(event.card) ?? null;
      row.last_at = event.at;
      return;
    }
    case "visitor.erased": {
      const row = shelf.visitors.get(shelfKey(event.workspace, event.visitor));
      blankVisitor(shelf, event.workspace, event.visitor);
      shelf.erasures.push({ workspace: event.workspace, visitor: event.visitor });
      if (!row) return;
      row.erased_at = event.at;
      unblock(row);
      shelf.touched.visitors.add(row);
      return;
    }
    case "visitor.blocked": {
      const row = shelf.visitors.get(shelfKey(event.workspace, event.visitor));
      if (!row) return; // nobody of whom anything is kept; the engine alone refuses them
      unblock(row);
      if (event.blocked) {
        row.blocked_at = event.at;
        row.blocked_until = event.untilAt ?? null;
        row.blocked_by = event.by;
      }
      shelf.touched.visitors.add(row);
      return;
    }
    case "visitor.erasure_completed": {
      const row = shelf.visitors.get(shelfKey(event.workspace, event.visitor));
      if (!row) return;
      row.erasure_completed_at = event.at;
      shelf.touched.visitors.add(row);
      return;
    }
    case "visitor.presence_changed":
      return; // presence is the engine's live affair; no record of it is kept
    default:
      return event satisfies never;
  }
}

function unblock(row: VisitorRow): void {
  row.blocked_at = null;
  row.blocked_until = null;
  row.blocked_by = null;
}
