import type { ComponentChildren, JSX } from "preact";
import type { LucideIcon } from "lucide-preact";
import { Icon } from "./icons.tsx";

type Native = Omit<JSX.IntrinsicElements["button"], "icon" | "size">;

/** A button with words. One `primary` per region. */
export function Button(
  { kind, compact, icon, children, class: more, ...rest }: Native & {
    kind?: "primary" | "ghost" | "danger" | "link";
    compact?: boolean;
    icon?: LucideIcon;
    children?: ComponentChildren;
  },
) {
  const classes = ["btn", kind, compact && "compact", more].filter(Boolean).join(" ");
  return (
    <button type="button" class={classes} {...rest}>
      {icon && <Icon of={icon} size={compact ? 14 : 16} />}
      {children}
    </button>
  );
}

/** A button that is only an icon: its name is spoken and shown as a tooltip. */
export function IconButton(
  { label, icon, compact, on, children, shortcut, ...rest }: Native & {
    label: string;
    icon: LucideIcon;
    compact?: boolean;
    on?: boolean;
    shortcut?: string;
    children?: ComponentChildren;
  },
) {
  const classes = ["icon-btn", compact && "compact", on && "on"].filter(Boolean).join(" ");
  return (
    <button
      type="button"
      class={classes}
      aria-label={label}
      title={shortcut ? `${label} (${shortcut})` : label}
      aria-keyshortcuts={shortcut}
      {...rest}
    >
      <Icon of={icon} size={compact ? 16 : 18} />
      {children}
    </button>
  );
}
