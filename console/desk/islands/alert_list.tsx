import { useLocation } from "preact-iso";
import type { Alert } from "../../../engine/contract/wire/socket.ts";
import { Button } from "../../kit/components/button.tsx";
import { Dialog } from "../../kit/components/dialog.tsx";
import { EmptyState } from "../../kit/components/empty_state.tsx";
import { Icon, TriangleAlert } from "../../kit/components/icons.tsx";
import { alertKey, alerts, clearAlerts, dismiss } from "../stores/alerts.ts";
import { alertText } from "../stores/alert_names.ts";
import { closeLayer } from "../stores/layers.ts";
import { agentName } from "../stores/names.ts";
import { words } from "../stores/preferences.ts";
import { pathOf } from "../stores/selection.ts";
import { shopMoment } from "../stores/shop_time.ts";

/** Alerts that nobody has dealt with, the passed limits first. */
export function AlertList() {
  return (
    <Dialog title={words.say("alerts.title")} closeLabel={words.say("close")} onClose={closeLayer}>
      {alerts.value.length === 0
        ? (
          <EmptyState title={words.say("alerts.none")}>
            {words.say("alerts.none.text")}
          </EmptyState>
        )
        : (
          <>
            <ul class="alert-list">
              {alerts.value.map((alert) => (
                <AlertItem
                  key={alertKey(alert)}
                  alert={alert}
                />
              ))}
            </ul>
            <div class="actions">
              <Button onClick={clearAlerts}>{words.say("alerts.clear")}</Button>
            </div>
          </>
        )}
    </Dialog>
  );
}

/** `path`: where it opens, beside the list where that stands on a page. */
export function AlertItem({ alert, path }: { alert: Alert; path?: string }) {
  const { route } = useLocation();
  const open = () => {
    closeLayer();
    route(path ?? pathOf(alert.conversation));
  };
  return (
    <li class={`alert ${alert.threshold}`}>
      <Icon of={TriangleAlert} />
      <div class="grow">
        <p>{alertText(alert)}</p>
        {alert.agent && <p class="small muted">{agentName(alert.agent)}</p>}
        <div class="actions">
          <Button compact onClick={open}>{words.say("alerts.open")}</Button>
          <Button compact kind="ghost" onClick={() => dismiss(alert)}>
            {words.say("alerts.dismiss")}
          </Button>
        </div>
      </div>
      <time>{shopMoment(alert.at)}</time>
    </li>
  );
}
