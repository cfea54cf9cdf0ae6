import type { WorkTarget } from "../../../engine/contract/wire/commands.ts";
import { leaveDesk } from "../stores/desk.ts";
import { changePresence, leaving, openWork } from "../stores/presence.ts";
import { words } from "../stores/preferences.ts";
import { selfId } from "../stores/session.ts";
import { LeavingDialog } from "./leaving_dialog.tsx";

/** Where my open work goes, asked on the way offline and on the way out. */
export function LeavingQuestion() {
  const way = leaving.value;
  if (way === undefined) return null;
  const out = way === "signOut";
  const close = () => void (leaving.value = undefined);
  const go = async (work: WorkTarget | undefined) => {
    close();
    if (await changePresence("offline", work) && out) await leaveDesk();
  };
  const signOut = () => {
    close();
    void leaveDesk();
  };
  return (
    <LeavingDialog
      title={words.say(out ? "leaving.signOut" : "leaving.title")}
      count={openWork.value.length}
      agent={selfId()}
      go={words.say(out ? "leaving.go.signOut" : "leaving.go")}
      onGo={(work) => void go(work)}
      onClose={close}
      otherwise={out ? { label: words.say("leaving.stay"), onChoose: signOut } : undefined}
    />
  );
}
