import { IconButton } from "../../kit/components/button.tsx";
import { Icon, TriangleAlert, X } from "../../kit/components/icons.tsx";
import { clearFault, faultText, lastFault } from "../stores/faults.ts";
import { words } from "../stores/preferences.ts";

/** The last action that did not work and why. */
export function FaultBar() {
  const fault = lastFault.value;
  if (!fault) return null;
  return (
    <div class="layer fault-bar" role="alert">
      <Icon of={TriangleAlert} />
      <span class="grow">{faultText(fault)}</span>
      <IconButton compact label={words.say("close")} icon={X} onClick={clearFault} />
    </div>
  );
}
