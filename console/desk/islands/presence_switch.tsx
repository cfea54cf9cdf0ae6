import { useState } from "preact/hooks";
import { type Presence, PRESENCES } from "../../../engine/contract/wire/states.ts";
import { Button } from "../../kit/components/button.tsx";
import { Dialog } from "../../kit/components/dialog.tsx";
import { Segmented } from "../../kit/components/segmented.tsx";
import { own, self } from "../stores/conversations.ts";
import { attempt } from "../stores/faults.ts";
import { words } from "../stores/preferences.ts";
import { selfId } from "../stores/session.ts";
import { api } from "../wire/api.ts";

/** Whether I take new work. Leaving with open conversations asks first. */
export function PresenceSwitch() {
  const [leaving, setLeaving] = useState(false);
  const presence = self.value?.presence ?? "offline";
  const mine =
    [...own.value.values()].filter((one) => one.state === "assigned" && one.agent === selfId())
      .length;
  const set = async (to: Presence) => {
    setLeaving(false);
    const before = self.value;
    if (before) self.value = { ...before, presence: to };
    if (!await attempt(api.presence({ presence: to })) && before) self.value = before;
  };
  const choose = (to: Presence) => {
    if (to === presence) return;
    if (to === "offline" && mine > 0) setLeaving(true);
    else void set(to);
  };
  const label = words.say("presence.label");
  return (
    <>
      <Segmented
        class="presence-switch"
        label={label}
        value={presence}
        onChoose={choose}
        choices={PRESENCES.map((value) => ({
          value,
          label: words.say(`presence.${value}`),
          mark: <i class={`presence-mark ${value}`} aria-hidden="true" />,
        }))}
      />
      <label class="presence-select">
        <i class={`presence-mark ${presence}`} aria-hidden="true" />
        <select
          aria-label={label}
          value={presence}
          onChange={(event) => choose(event.currentTarget.value as Presence)}
        >
          {PRESENCES.map((value) => (
            <option key={value} value={value}>{words.say(`presence.${value}`)}</option>
          ))}
        </select>
      </label>
      {leaving && (
        <Dialog
          title={words.say("presence.offline")}
          closeLabel={words.say("close")}
          onClose={() => setLeaving(false)}
        >
          <p>{words.say("presence.leaving", { count: mine })}</p>
          <div class="actions">
            <Button onClick={() => setLeaving(false)}>{words.say("cancel")}</Button>
            <Button kind="primary" onClick={() => void set("offline")}>
              {words.say("presence.leave")}
            </Button>
          </div>
        </Dialog>
      )}
    </>
  );
}
