import { Button } from "../../kit/components/button.tsx";
import { ConnectionBanner } from "../../kit/components/notices.tsx";
import { now } from "../../kit/tick.ts";
import { degraded, lightened, link, reconnectNow } from "../stores/link.ts";
import { words } from "../stores/preferences.ts";

/** Says that the connection is gone, and when it is tried again. Silent for short moments. */
export function LinkBanner() {
  const state = link.value;
  if (state.state === "waiting" || (state.state === "connecting" && state.attempt > 0)) {
    const seconds = state.state === "waiting"
      ? Math.max(0, Math.ceil((state.retryAt - now.value) / 1000))
      : 0;
    return (
      <ConnectionBanner
        action={<Button compact onClick={reconnectNow}>{words.say("connection.now")}</Button>}
      >
        <span class="num">
          {words.show("connection.lost", { seconds, attempt: Math.max(1, state.attempt) })}
        </span>{" "}
        <span class="secondary">{words.say("connection.note")}</span>
      </ConnectionBanner>
    );
  }
  if (degraded.value) {
    return <ConnectionBanner>{words.say("connection.degraded")}</ConnectionBanner>;
  }
  if (lightened.value.length > 0) {
    const parts = lightened.value.map((part) => words.say(`lightened.${part}`)).join(" · ");
    return (
      <div class="banner" role="status">
        <span class="grow">{words.say("lightened.now", { parts })}</span>
      </div>
    );
  }
  return <div />;
}
