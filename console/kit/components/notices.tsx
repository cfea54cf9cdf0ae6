import type { ComponentChildren } from "preact";
import { Icon, TriangleAlert, WifiOff } from "./icons.tsx";

/** What went wrong, where it went wrong; what was typed stays. */
export function InlineError({ children }: { children: ComponentChildren }) {
  return (
    <div class="notice" role="alert">
      <Icon of={TriangleAlert} size={18} />
      <div class="grow">{children}</div>
    </div>
  );
}

/** Somebody else was faster: what stands there now, and what can be done. */
export function ConflictNotice(
  { title, children, actions }: {
    title: string;
    children?: ComponentChildren;
    actions: ComponentChildren;
  },
) {
  return (
    <div class="notice warn" role="alert">
      <Icon of={TriangleAlert} size={18} />
      <div class="grow stack">
        <b>{title}</b>
        {children}
        <div class="row">{actions}</div>
      </div>
    </div>
  );
}

/** The connection is gone: when it is tried again, and a way to try now. */
export function ConnectionBanner(
  { children, action }: { children: ComponentChildren; action?: ComponentChildren },
) {
  return (
    <div class="banner" role="status">
      <Icon of={WifiOff} />
      <span class="grow">{children}</span>
      {action}
    </div>
  );
}
