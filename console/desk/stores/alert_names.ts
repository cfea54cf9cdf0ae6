import type { Alert } from "../../../engine/contract/wire/socket.ts";
import { company } from "./company.ts";
import { conversationOf } from "./conversations.ts";
import { nameOf } from "./names.ts";

/** The visitor of an alert: supervisors are told about conversations that are not on their list. */
export function alertName(alert: Alert & { visitorName?: string }): string {
  const known = conversationOf(alert.conversation) ??
    company.value.rows?.find((row) => row.conversation === alert.conversation);
  if (known) return nameOf(known);
  return alert.visitorName
    ? nameOf({ card: {}, visitorName: alert.visitorName })
    : `#${alert.conversation.slice(-4)}`;
}
