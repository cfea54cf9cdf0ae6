import { useState } from "preact/hooks";
import type { WorkTarget } from "../../../engine/contract/wire/commands.ts";
import type { AgentSummary } from "../../../engine/contract/wire/queries.ts";
import { type Presence, PRESENCES } from "../../../engine/contract/wire/states.ts";
import { attempt } from "../stores/faults.ts";
import { loadColleagues } from "../stores/names.ts";
import { words } from "../stores/preferences.ts";
import { wallConversations } from "../stores/wall.ts";
import { api } from "../wire/api.ts";
import { LeavingDialog } from "./leaving_dialog.tsx";

/** A supervisor's word on a member's presence; who has open work is not sent off without a place. */
export function ForcePresence({ of: one }: { of: AgentSummary }) {
  const [leaving, setLeaving] = useState(false);
  const { name } = one.record;
  const open = wallConversations.value.filter((row) => row.state === "assigned").length;
  const set = async (presence: Presence, work?: WorkTarget) => {
    setLeaving(false);
    await attempt(api.forcePresence(one.agent, { presence, ...(work && { work }) }));
    await loadColleagues();
  };
  const choose = (presence: Presence) => {
    if (presence === "offline" && open > 0) setLeaving(true);
    else void set(presence);
  };
  return (
    <>
      <label class="row small">
        <span class="muted">{words.say("wall.presence")}</span>
        <select
          class="input compact"
          aria-label={words.say("presence.of", { name })}
          value={one.presence}
          onChange={(event) => {
            const wanted = event.currentTarget.value as Presence;
            // what is shown is what is in force, until it is
            event.currentTarget.value = one.presence;
            choose(wanted);
          }}
        >
          {PRESENCES.map((presence) => (
            <option key={presence} value={presence}>{words.say(`presence.${presence}`)}</option>
          ))}
        </select>
      </label>
      {leaving && (
        <LeavingDialog
          title={words.say("leaving.of", { name })}
          count={open}
          agent={one.agent}
          forced
          go={words.say("leaving.go")}
          onGo={(work) => void set("offline", work)}
          onClose={() => setLeaving(false)}
        />
      )}
    </>
  );
}
