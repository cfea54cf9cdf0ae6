import type { ComponentChildren } from "preact";

/** Nothing is there: why, and what comes next. */
export function EmptyState(
  { title, children, action }: {
    title: string;
    children?: ComponentChildren;
    action?: ComponentChildren;
  },
) {
  return (
    <div class="empty">
      <svg class="drawing" width="120" height="60" viewBox="0 0 120 60" aria-hidden="true">
        <path class="line" d="M6 44c9-7 18-7 27 0s18 7 27 0 18-7 27 0 18 7 27 0" />
        <path class="line faint" d="M20 54c7-5 13-5 20 0s13 5 20 0 13-5 20 0 13 5 20 0" />
        <path class="gate" d="M42 6v30M60 6v24M78 6v30M34 6h52" />
      </svg>
      <h2>{title}</h2>
      {children && <p>{children}</p>}
      {action}
    </div>
  );
}
