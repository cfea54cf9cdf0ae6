import { signal } from "@preact/signals";
import { tell, theme } from "../stores/host.ts";
import { toneOf } from "../stores/look.ts";
import { session } from "../stores/session.ts";

const dark = matchMedia("(prefers-color-scheme: dark)");
const systemDark = signal(dark.matches);
dark.addEventListener("change", () => systemDark.value = dark.matches);

/** The accent of the tokens; a shop that has no colour of its own keeps both of their themes. */
const OWN_ACCENT = "#0b5c8c";

/** Puts the shop's colour over the accent of the theme in force, here and on the launcher. */
export function showLook(): void {
  const open = session.value;
  if (open.state !== "open" || open.route.accent.toLowerCase() === OWN_ACCENT) return;
  const isDark = theme === undefined ? systemDark.value : theme === "dark";
  const tone = toneOf(open.route.accent, isDark ? "dark" : "light");
  if (tone === undefined) return;
  const { style } = document.documentElement;
  style.setProperty("--accent", tone.accent);
  style.setProperty("--accent-hover", tone.hover);
  style.setProperty("--accent-contrast", tone.contrast);
  tell({ tidegate: "look", accent: tone.accent, contrast: tone.contrast });
}
