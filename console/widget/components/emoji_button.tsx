import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { t } from "../words/words.ts";
import { Icon } from "./icon.tsx";

/** Opens the tray above the composer; the table behind it is fetched the first time. */
export function EmojiButton(
  { onPick, onClose }: { onPick: (emoji: string) => void; onClose: () => void },
) {
  const open = useSignal(false);
  const emoji = useSignal<readonly string[]>([]);
  const tray = useRef<HTMLDivElement>(null);
  const toggle = async () => {
    open.value = !open.value;
    if (open.value && emoji.value.length === 0) emoji.value = (await import("./emoji.ts")).EMOJI;
  };
  const close = () => {
    open.value = false;
    onClose();
  };
  useEffect(() => tray.current?.querySelector("button")?.focus(), [open.value, emoji.value]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape") {
      event.stopPropagation();
      return close();
    }
    const buttons = [...tray.current?.querySelectorAll("button") ?? []];
    const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: 7, ArrowUp: -7 }[event.key];
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
    if (step === undefined || at < 0) return;
    event.preventDefault();
    buttons[Math.min(buttons.length - 1, Math.max(0, at + step))].focus();
  };
  return (
    <>
      <button
        type="button"
        class="icon-btn"
        aria-label={t("emoji")}
        title={t("emoji")}
        aria-expanded={open.value}
        onClick={toggle}
      >
        <Icon name="smile" size={20} />
      </button>
      {open.value && (
        <div ref={tray} class="tray" role="group" aria-label={t("emoji")} onKeyDown={onKeyDown}>
          {emoji.value.length === 0 && <p class="muted">{t("emojiLoading")}</p>}
          {emoji.value.map((one, at) => (
            <button
              key={one}
              type="button"
              tabIndex={at === 0 ? 0 : -1}
              onClick={() => {
                onPick(one);
                close();
              }}
            >
              {one}
            </button>
          ))}
        </div>
      )}
    </>
  );
}
