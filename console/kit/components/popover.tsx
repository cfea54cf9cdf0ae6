import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";

/**
 * A floating layer beside its opener. Esc and a press outside close it; focus goes to its first
 * control and back to the opener. One at a time: opening another closes this by the press outside.
 */
export function Popover(
  { label, open, onClose, opener, side = "end", above, children }: {
    label: string;
    open: boolean;
    onClose(): void;
    opener: ComponentChildren;
    side?: "start" | "end";
    above?: boolean;
    children: ComponentChildren;
  },
) {
  const host = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    if (!open) return;
    const layer = host.current?.querySelector<HTMLElement>(".popover");
    layer?.querySelector<HTMLElement>("button, a, input, [tabindex]")?.focus();
    const outside = (event: Event) => {
      if (!host.current?.contains(event.target as Node)) onClose();
    };
    document.addEventListener("pointerdown", outside);
    return () => document.removeEventListener("pointerdown", outside);
  }, [open]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (!open || event.key !== "Escape") return;
    event.stopPropagation();
    onClose();
    host.current?.querySelector<HTMLElement>("button")?.focus();
  };
  return (
    <span class="popover-host" ref={host} onKeyDown={onKeyDown}>
      {opener}
      {open && (
        <div
          class={`layer popover ${side} ${above ? "above" : ""}`}
          role="dialog"
          aria-label={label}
        >
          {children}
        </div>
      )}
    </span>
  );
}
