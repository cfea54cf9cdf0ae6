import { Dialog } from "../../kit/components/dialog.tsx";
import { Kbd } from "../../kit/components/marks.tsx";
import { KEY_SHEET } from "../model/key_sheet.ts";
import { closeLayer } from "../stores/layers.ts";
import { words } from "../stores/preferences.ts";

export function KeySheet() {
  return (
    <Dialog title={words.say("keys.title")} closeLabel={words.say("close")} onClose={closeLayer}>
      <KeyList />
    </Dialog>
  );
}

/** Every key with what it does. */
export function KeyList() {
  return (
    <div>
      <dl class="key-list">
        {KEY_SHEET.map(([keys, word]) => (
          <div key={word}>
            <dt>{keys.map((key) => <Kbd key={key}>{key}</Kbd>)}</dt>
            <dd>{words.say(word)}</dd>
          </div>
        ))}
      </dl>
      <p class="small muted">{words.say("keys.note.fields")}</p>
    </div>
  );
}
