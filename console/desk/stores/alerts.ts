import { signal } from "@preact/signals";
import type { Alert, DeskConversation } from "../../../engine/contract/wire/socket.ts";

/** Alerts 报警 that nobody has dealt with, newest first within their severity. */
export const alerts = signal<readonly Alert[]>([]);

/** Alerts kept; the oldest warning leaves first. */
const ALERTS_MAX = 100;

/** One wait, or the transfers of one conversation, are one alert, however often it is told. */
export const alertKey = (alert: Alert): string =>
  alert.threshold === "transfers"
    ? `${alert.conversation}.transfers`
    : `${alert.conversation}.${alert.clock}.${alert.round}`;

/** Adds an alert; a breach takes the place of its warning, a repeat changes nothing. */
export function withAlert(list: readonly Alert[], alert: Alert): readonly Alert[] {
  const known = list.find((one) => alertKey(one) === alertKey(alert));
  if (known && (known.threshold === alert.threshold || known.threshold === "breach")) return list;
  return [alert, ...list.filter((one) => one !== known)]
    .sort((one, other) => rank(one) - rank(other) || other.at - one.at)
    .slice(0, ALERTS_MAX);
}

const rank = (alert: Alert): number => alert.threshold === "breach" ? 0 : 1;

/** Alerts leave by themselves when their wait is over (answered, no longer ours), or all has ended. */
export const withoutSettled = (
  list: readonly Alert[],
  conversation: DeskConversation,
  gone: boolean,
): readonly Alert[] =>
  list.filter((alert) => {
    if (alert.conversation !== conversation.conversation) return true;
    if (alert.threshold === "transfers") return conversation.state !== "closed";
    const waits = conversation.state === "waiting" || conversation.roundBeganAt !== undefined;
    return !gone && waits && alert.round === conversation.round;
  });

/** True when the alert is news. */
export function takeAlert(alert: Alert): boolean {
  const next = withAlert(alerts.value, alert);
  const news = next !== alerts.value;
  alerts.value = next;
  return news;
}

export function settleAlerts(conversation: DeskConversation, gone: boolean): void {
  const next = withoutSettled(alerts.value, conversation, gone);
  if (next.length !== alerts.value.length) alerts.value = next;
}

export const dismiss = (alert: Alert): void => {
  alerts.value = alerts.value.filter((one) => one !== alert);
};
export const clearAlerts = (): void => void (alerts.value = []);
