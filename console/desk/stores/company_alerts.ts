import type { DeskConversation } from "../../../engine/contract/wire/socket.ts";
import { serverNow } from "../../kit/tick.ts";
import { openAlertOf } from "../model/open_alerts.ts";
import { api } from "../wire/api.ts";
import { alerts, settleAlerts, takeAlert } from "./alerts.ts";
import { company, loadCompany } from "./company.ts";
import { configuration } from "./names.ts";
import { roleIs } from "./session.ts";

/** What stood open in the company before this page was loaded; nothing sounds for it again. */
export async function restoreCompanyAlerts(): Promise<void> {
  if (!roleIs("supervisor", "admin")) return;
  const [handed] = await Promise.all([api.transferAlerts(), loadCompany()]);
  if (handed.ok) handed.value.alerts.forEach(takeAlert);
  const clocks = configuration.value?.clocks ?? [];
  for (const one of company.value.rows ?? []) {
    const alert = openAlertOf(one, clocks, serverNow(), "supervisor");
    if (alert) takeAlert(alert);
  }
}

/** Others' conversations send no frames here: their alerts leave with the next look at them. */
export async function lookAtCompany(): Promise<void> {
  await loadCompany();
  const { rows, rest, fault } = company.value;
  if (rows && !fault) settleBy(rows, rest === 0);
}

function settleBy(rows: readonly DeskConversation[], complete: boolean): void {
  const known = new Map(rows.map((one) => [one.conversation, one]));
  for (const { conversation, agent } of alerts.value) {
    const row = known.get(conversation);
    // of long lines only the heads are listed: absent is not over
    if (row) settleAlerts(row, false);
    else if (agent !== undefined && complete) dropAlertsOf(conversation);
  }
}

const dropAlertsOf = (conversation: string): void =>
  void (alerts.value = alerts.value.filter((one) => one.conversation !== conversation));
