import { Dialog } from "../../kit/components/dialog.tsx";
import { Kbd } from "../../kit/components/marks.tsx";
import { closeLayer } from "../stores/layers.ts";
import { words } from "../stores/preferences.ts";
import type { Word } from "../words/zh.ts";

const KEYS: [string[], Word][] = [
  [["J", "K"], "keys.next"],
  [["R"], "keys.reply"],
  [["I"], "keys.note"],
  [["/"], "keys.replies"],
  [["T"], "keys.transfer"],
  [["N"], "keys.take"],
  [["P"], "keys.park"],
  [["E"], "keys.end"],
  [["V"], "keys.side"],
  [["Alt", "1–3"], "keys.columns"],
  [["Enter"], "keys.send"],
  [["Shift", "Enter"], "keys.line"],
  [["Ctrl", "K"], "keys.palette"],
  [["Esc"], "keys.escape"],
  [["?"], "keys.sheet"],
];

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
        {KEYS.map(([keys, word]) => (
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
