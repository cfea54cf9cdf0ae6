import { type Presence, PRESENCES } from "../../../engine/contract/wire/states.ts";
import { Segmented } from "../../kit/components/segmented.tsx";
import { self } from "../stores/conversations.ts";
import { wishPresence } from "../stores/presence.ts";
import { words } from "../stores/preferences.ts";

/** Whether I take new work. Leaving with open conversations asks first. */
export function PresenceSwitch() {
  const presence = self.value?.presence ?? "offline";
  const label = words.say("presence.label");
  return (
    <>
      <Segmented
        class="presence-switch"
        label={label}
        value={presence}
        onChoose={wishPresence}
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
          onChange={(event) => wishPresence(event.currentTarget.value as Presence)}
        >
          {PRESENCES.map((value) => (
            <option key={value} value={value}>{words.say(`presence.${value}`)}</option>
          ))}
        </select>
      </label>
    </>
  );
}
