import { signal } from "@preact/signals";
import { theme } from "../stores/host.ts";
import { session } from "../stores/session.ts";

const dark = matchMedia("(prefers-color-scheme: dark)");
const systemDark = signal(dark.matches);
dark.addEventListener("change", () => systemDark.value = dark.matches);

/**
 * The look's theme where the page has no wish, and the shop's colour over the accent of the theme
 * in force. The button has both from a sheet.
 */
export function showLook(): void {
  const open = session.value;
  if (open.state !== "open") return;
  const worn = theme ?? open.route.theme;
  if (worn) document.documentElement.dataset.theme = worn;
  if (open.route.tones === undefined) return;
  const isDark = worn === undefined ? systemDark.value : worn === "dark";
  const tone = open.route.tones[isDark ? "dark" : "light"];
  const { style } = document.documentElement;
  style.setProperty("--accent", tone.accent);
  style.setProperty("--accent-hover", tone.hover);
  style.setProperty("--accent-contrast", tone.contrast);
}
