import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";
import { IconButton } from "./button.tsx";
import { X } from "./icons.tsx";

/** A modal layer. The browser's own dialog keeps the focus inside and gives it back. */
export function Dialog(
  { title, closeLabel, onClose, wide, children }: {
    title: string;
    /** For tables. */
    wide?: boolean;
    closeLabel: string;
    onClose(): void;
    children: ComponentChildren;
  },
) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const opened = dialog.current;
    opened?.showModal();
    opened?.querySelector<HTMLElement>(".body :is(input, select, textarea, button)")?.focus();
    return () => opened?.close();
  }, []);
  return (
    <dialog
      class={`layer ${wide ? "wide" : ""}`}
      ref={dialog}
      aria-labelledby={id}
      onCancel={onClose}
    >
      <header>
        <h2 id={id}>{title}</h2>
        <IconButton label={closeLabel} icon={X} compact onClick={onClose} />
      </header>
      <div class="body">{children}</div>
    </dialog>
  );
}
