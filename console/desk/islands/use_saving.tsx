import { useState } from "preact/hooks";
import { Button } from "../../kit/components/button.tsx";
import { words } from "../stores/preferences.ts";
import type { Fault } from "../wire/http.ts";

/** Saves one part and says so beside the button. */
export function useSaving(save: () => Promise<Fault | undefined>) {
  const [fault, setFault] = useState<Fault>();
  const [saved, setSaved] = useState(false);
  const submit = async (event: Event) => {
    event.preventDefault();
    const said = await save();
    setFault(said);
    setSaved(!said);
  };
  const foot = (
    <div class="row">
      <Button kind="primary" type="submit">{words.say("profile.save")}</Button>
      {saved && <span role="status" class="small muted">{words.say("profile.saved")}</span>}
    </div>
  );
  return { submit, foot, fault };
}
