import type { Alert } from "../../../engine/contract/wire/socket.ts";
import { company } from "./company.ts";
import { conversationOf } from "./conversations.ts";
import { clockName, nameOf } from "./names.ts";
import { words } from "./preferences.ts";

/** The visitor of an alert: supervisors are told about conversations that are not on their list. */
function alertName(alert: Alert & { visitorName?: string }): string {
  const known = conversationOf(alert.conversation) ??
    company.value.rows?.find((row) => row.conversation === alert.conversation);
  if (known) return nameOf(known);
  return alert.visitorName
    ? nameOf({ card: {}, visitorName: alert.visitorName })
    : `#${alert.conversation.slice(-4)}`;
}

/** What has happened, in one sentence. */
export function alertText(alert: Alert): string {
  const name = alertName(alert);
  return alert.threshold === "transfers"
    ? words.say("alerts.transfers", { name })
    : words.say(`alerts.${alert.threshold}`, { name, clock: clockName(alert.clock) });
}
