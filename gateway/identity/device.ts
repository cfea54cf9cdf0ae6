/** Order matters: most browsers also claim to be Chrome or Safari. */
const BROWSERS: [RegExp, string][] = [
  [/MicroMessenger\//, "WeChat"],
  [/Edg(?:e|A|iOS)?\//, "Edge"],
  [/Firefox\/|FxiOS\//, "Firefox"],
  [/(?:Chrome|CriOS)\//, "Chrome"],
  [/Safari\//, "Safari"],
];
const SYSTEMS: [RegExp, string][] = [
  [/HarmonyOS/, "HarmonyOS"],
  [/Android/, "Android"],
  [/iPhone|iPad/, "iOS"],
  [/Windows/, "Windows"],
  [/Mac OS X/, "macOS"],
  [/Linux/, "Linux"],
];

const named = (table: [RegExp, string][], userAgent: string): string | undefined =>
  table.find(([pattern]) => pattern.test(userAgent))?.[1];

/** Longer ones are nobody's browser. */
const LOOKED_AT_MAX = 512;

/**
 * `Chrome, Windows`; empty for what is no known browser. Only our own words are stored, so nothing
 * that a client writes into its header is ever shown.
 */
export function deviceOf(userAgent: string | undefined): string {
  const looked = (userAgent ?? "").slice(0, LOOKED_AT_MAX);
  return [named(BROWSERS, looked), named(SYSTEMS, looked)].filter(Boolean).join(", ");
}
