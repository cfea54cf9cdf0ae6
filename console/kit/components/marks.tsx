import type { ComponentChildren } from "preact";
import { initialOf, safeName } from "../text.ts";

/** A word that names a state; never a colour alone. */
export function Chip(
  { tone, children, title }: {
    tone?: "ok" | "warn" | "breach" | "waiting" | "accent";
    children: ComponentChildren;
    title?: string;
  },
) {
  return <span class={`chip ${tone ?? ""}`} title={title}>{children}</span>;
}

/** Highest number a badge prints; beyond it the number says nothing more. */
const BADGE_MAX = 99;

/** How many are new; nothing at zero. `label` is what a screen reader says. */
export function Badge({ count, label }: { count: number; label?: string }) {
  if (count <= 0) return null;
  return (
    <span class="badge" role={label ? "img" : undefined} aria-label={label}>
      {count > BADGE_MAX ? `${BADGE_MAX}+` : count}
    </span>
  );
}

export function Kbd({ children }: { children: ComponentChildren }) {
  return <kbd class="kbd">{children}</kbd>;
}

/** A circle with the first letter of a name; `presence` adds the state's dot. */
export function Avatar(
  { name, size, presence, picture }: {
    name: string;
    size: 28 | 34 | 40;
    /** Path of a picture on this origin; other addresses are not shown. */
    picture?: string;
    presence?: "ok" | "warn" | "off";
  },
) {
  return (
    <span class={`avatar s${size}`} aria-hidden="true">
      {picture?.startsWith("/") ? <img src={picture} alt="" /> : initialOf(name)}
      {presence && <i class={`presence ${presence}`} />}
    </span>
  );
}

/** A name that somebody else chose: isolated, on one line, the whole of it as the title. */
export function Name({ of: name }: { of: string }) {
  const shown = safeName(name);
  return <bdi class="name cut" title={shown}>{shown}</bdi>;
}

/** The mark of the product. */
export function Logo({ size }: { size: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 28 28" aria-hidden="true">
      <rect width="28" height="28" rx="7" fill="var(--accent)" />
      <g fill="none" stroke="var(--accent-contrast)" stroke-width="2" stroke-linecap="round">
        <path d="M9 6v9M14 6v7M19 6v9" />
        <path d="M5 18.5c1.5-1.6 3-1.6 4.5 0s3 1.6 4.5 0 3-1.6 4.5 0 3 1.6 4.5 0" />
        <path d="M8 22.5c1-1 2-1 3 0s2 1 3 0 2-1 3 0 2 1 3 0" opacity=".6" />
      </g>
    </svg>
  );
}
