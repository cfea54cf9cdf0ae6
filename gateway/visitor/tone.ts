import type { PublicRoute, Tone } from "../../engine/contract/wire/http.ts";

/**
 * The shop's own colour. A route may name any colour, so the text on it is chosen by contrast, and
 * a dark page gets a lighter tone of it; what is not a plain hex colour is left out.
 */
const HEX = /^#[0-9a-f]{6}$/i;
const WHITE: Rgb = [255, 255, 255];
const INK: Rgb = [10, 20, 28];
/** WCAG AA asks for 4.5 on the surface; the rest is room for tinted backgrounds. */
const READABLE = 5.5;
const SURFACES: Record<Theme, Rgb> = { light: WHITE, dark: [17, 23, 29] };
/** Steps from the shop's colour towards white or ink until it can be read. */
const STEPS_MAX = 20;
const STEP_SHARE = 0.1;

type Rgb = readonly [number, number, number];
type Theme = "light" | "dark";

export function toneOf(accent: string, theme: Theme): Tone | undefined {
  if (!HEX.test(accent)) return undefined;
  const towards = theme === "light" ? INK : WHITE;
  let colour = parse(accent);
  for (let step = 0; step < STEPS_MAX; step++) {
    if (contrast(colour, SURFACES[theme]) >= READABLE) break;
    colour = mix(colour, towards, STEP_SHARE);
  }
  const text = contrast(colour, WHITE) >= contrast(colour, INK) ? WHITE : INK;
  return { accent: hex(colour), hover: hex(mix(colour, towards, 0.18)), contrast: hex(text) };
}

const parse = (text: string): Rgb => [
  parseInt(text.slice(1, 3), 16),
  parseInt(text.slice(3, 5), 16),
  parseInt(text.slice(5, 7), 16),
];

const hex = (colour: Rgb): string =>
  "#" + colour.map((part) => Math.round(part).toString(16).padStart(2, "0")).join("");

const mix = (from: Rgb, to: Rgb, share: number): Rgb => [
  from[0] + (to[0] - from[0]) * share,
  from[1] + (to[1] - from[1]) * share,
  from[2] + (to[2] - from[2]) * share,
];

export function contrast(left: Rgb, right: Rgb): number {
  const [low, high] = [luminance(left), luminance(right)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

/** Relative luminance as WCAG 2 defines it. */
function luminance(colour: Rgb): number {
  const [r, g, b] = colour.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** The product's own accent: both of its themes are in the sheets already. */
const OWN_ACCENT = "#0b5c8c";

/** The tones of a look on both themes; undefined where the product's own hold. */
export function tonesOf(accent: string): PublicRoute["tones"] {
  const light = accent.toLowerCase() === OWN_ACCENT ? undefined : toneOf(accent, "light");
  const dark = toneOf(accent, "dark");
  return light && dark && { light, dark };
}
