import { IconButton } from "../../kit/components/button.tsx";
import { Bell, Icon, TriangleAlert, X } from "../../kit/components/icons.tsx";
import { clearFault, faultText, lastFault } from "../stores/faults.ts";
import { presenceSetTo } from "../stores/presence.ts";
import { words } from "../stores/preferences.ts";

/** The last action that did not work and why. */
export function FaultBar() {
  const fault = lastFault.value;
  if (!fault) return null;
  return (
    <div class="layer fault-bar" role="alert">
      <Icon of={TriangleAlert} />
      <span class="grow">{fault.said ? words.say(fault.said) : faultText(fault)}</span>
      <IconButton compact label={words.say("close")} icon={X} onClick={clearFault} />
    </div>
  );
}

/**
 * A supervisor, or another window of mine, changed my presence: nobody should find out by chance. In
 * the flow: it stays until it is read, and may cover nothing.
 */
export function PresenceBar() {
  const to = presenceSetTo.value;
  if (to === undefined) return null;
  return (
    <div class="banner told">
      <Icon of={Bell} />
      <span class="grow">
        {words.say("presence.forced", { presence: words.say(`presence.${to}`) })}
      </span>
      <IconButton
        compact
        label={words.say("close")}
        icon={X}
        onClick={() => void (presenceSetTo.value = undefined)}
      />
    </div>
  );
}
