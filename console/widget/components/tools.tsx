import { useSignal } from "@preact/signals";
import { fullScreen } from "../stores/host.ts";
import { t } from "../words/words.ts";
import { AttachButton } from "./attach_button.tsx";
import { ExtraTools } from "./extra_tools.tsx";
import { Icon } from "./icon.tsx";

/** What can be sent beside words: files and pictures, voice, the screen. */
export const SendTools = () => fullScreen.value ? <More /> : <All />;

const All = () => (
  <>
    <AttachButton />
    <ExtraTools />
  </>
);

/** On a phone the line belongs to the words; the rest stands behind a "+". */
function More() {
  const open = useSignal(false);
  return (
    <>
      <button
        type="button"
        class="icon-btn"
        aria-label={t("more")}
        aria-expanded={open.value}
        onClick={() => open.value = !open.value}
      >
        <Icon name="plus" size={20} />
      </button>
      {open.value && (
        <div class="tray tools" role="group" aria-label={t("more")}>
          <All />
        </div>
      )}
    </>
  );
}
