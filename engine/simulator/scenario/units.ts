/** `"20s"`, `"2min"`, `"4.2/min"`: every number of a scenario carries its unit. */

const UNIT_MS: Record<string, number> = { ms: 1, s: 1_000, min: 60_000, h: 3_600_000 };
const NUMBER = String.raw`(\d+(?:\.\d+)?)`;
const UNITS = Object.keys(UNIT_MS).join("|");
const DURATION = new RegExp(`^${NUMBER} ?(${UNITS})$`);
const RATE = new RegExp(`^${NUMBER} ?/ ?(${UNITS})$`);

/** Milliseconds, or undefined when it is no duration. */
export function durationMs(text: unknown): number | undefined {
  const found = typeof text === "string" ? DURATION.exec(text) : null;
  return found === null ? undefined : Number(found[1]) * UNIT_MS[found[2]];
}

/** Events per millisecond, or undefined when it is no rate. */
export function ratePerMs(text: unknown): number | undefined {
  const found = typeof text === "string" ? RATE.exec(text) : null;
  return found === null ? undefined : Number(found[1]) / UNIT_MS[found[2]];
}
