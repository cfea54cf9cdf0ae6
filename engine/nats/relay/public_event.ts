import type { Event } from "../../contract/wire/events.ts";
import { eventId, isToken } from "../../contract/wire/ids.ts";

/** An event as integrators read it: subject, id, and a body that refers but quotes nobody. */
export interface PublicEvent {
  subject: string;
  id: string;
  body: Record<string, unknown>;
}

/** What people wrote, and the name of the key that it is sealed with. */
const KEPT_BACK = ["sealed", "facts", "note", "card", "comment", "key", "first"];

/** Undefined for events of the partition itself, which belong to no workspace. */
export function publicEvent(event: Event): PublicEvent | undefined {
  const { workspace, seq, type } = event;
  if (!isToken(workspace)) return undefined;
  const fields = event as unknown as Record<string, unknown>;
  const [entity, name] = type.split(".");
  const about = [fields.conversation, fields.visitor, fields.agent].find(isToken) ?? "-";
  const body = Object.fromEntries(
    Object.entries(fields).filter(([field]) => !KEPT_BACK.includes(field)),
  );
  const id = eventId(workspace, seq);
  return {
    subject: `tg.v1.${workspace}.evt.${entity}.${about}.${name}`,
    id,
    body: { id, prev: seq - 1, ...body },
  };
}
