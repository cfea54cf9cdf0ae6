import { useState } from "preact/hooks";
import { Button } from "../../kit/components/button.tsx";
import { Dialog } from "../../kit/components/dialog.tsx";
import { Icon, Keyboard, LogOut, SlidersHorizontal } from "../../kit/components/icons.tsx";
import { Avatar, Name } from "../../kit/components/marks.tsx";
import { Segmented } from "../../kit/components/segmented.tsx";
import { self } from "../stores/conversations.ts";
import { leaveDesk } from "../stores/desk.ts";
import { closeLayer, isOpen, openLayer, toggleLayer } from "../stores/layers.ts";
import { outbox } from "../stores/outbox.ts";
import { leaving, openWork } from "../stores/presence.ts";
import { prefer, preferences, words } from "../stores/preferences.ts";
import { session } from "../stores/session.ts";
import { LanguageChoice } from "./language_choice.tsx";

const PRESENCE_DOT = { online: "ok", busy: "warn", break: "warn", offline: "off" } as const;

/** Who I am, how the desk looks to me, and the way out. */
export function AccountMenu() {
  if (session.value.state !== "signedIn") return null;
  const { name } = session.value.me;
  const presence = PRESENCE_DOT[self.value?.presence ?? "offline"];
  return (
    <>
      <button
        type="button"
        class="rail-item"
        aria-haspopup="dialog"
        aria-expanded={isOpen("account")}
        aria-label={words.say("account.label")}
        onClick={() => toggleLayer("account")}
      >
        <Avatar name={name} size={34} presence={presence} />
      </button>
      {isOpen("account") && <Settings name={name} account={session.value.me.account} />}
    </>
  );
}

function Settings({ name, account }: { name: string; account: string }) {
  const { theme } = preferences.value;
  return (
    <Dialog
      title={words.say("account.label")}
      closeLabel={words.say("close")}
      onClose={closeLayer}
    >
      <div class="row">
        <Avatar name={name} size={40} />
        <div>
          <Name of={name} />
          <p class="small muted">{account}</p>
        </div>
      </div>
      <div class="stack">
        <span class="small muted">{words.say("language.label")}</span>
        <LanguageChoice />
        <span class="small muted">{words.say("theme.label")}</span>
        <Segmented
          label={words.say("theme.label")}
          value={theme}
          choices={(["system", "light", "dark"] as const).map((value) => ({
            value,
            label: words.say(`theme.${value}`),
          }))}
          onChoose={(value) => prefer({ theme: value })}
        />
      </div>
      <div class="row">
        <a class="btn" href="/desk/settings" onClick={closeLayer}>
          <Icon of={SlidersHorizontal} />
          {words.say("settings.title")}
        </a>
        <Button icon={Keyboard} onClick={() => openLayer("keys")}>
          {words.say("keys.title")}
        </Button>
      </div>
      <SignOut />
    </Dialog>
  );
}

function SignOut() {
  const [sure, setSure] = useState(false);
  const count = outbox.value.filter((item) => item.state !== "accepted").length;
  const leave = () => {
    if (count > 0 && !sure) return setSure(true);
    closeLayer();
    if (openWork.value.length > 0) leaving.value = "signOut";
    else void leaveDesk();
  };
  return (
    <div class="stack">
      {sure && <p role="alert">{words.say("signOut.queued", { count })}</p>}
      <div class="actions">
        <Button icon={LogOut} kind={sure ? "danger" : undefined} onClick={leave}>
          {words.say("signOut")}
        </Button>
      </div>
    </div>
  );
}
