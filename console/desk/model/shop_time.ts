/** Times as they stand on the wall of a shop, wherever they are read or typed. */
/** One for each zone: every line of a log asks, and formatters are costly to make. */
const walls = new Map<string, Intl.DateTimeFormat>();

/** `2026-11-11 23:50:00`: the Swedish way of writing a moment is the standard's. */
export function wallText(timeZone: string, at: number): string {
  let wall = walls.get(timeZone);
  if (!wall) {
    wall = new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "medium" });
    walls.set(timeZone, wall);
  }
  return wall.format(at);
}

/** How far the wall's clock is ahead of UTC at a moment, ms. */
const offsetMs = (timeZone: string, at: number): number =>
  Date.parse(`${wallText(timeZone, at).replace(" ", "T")}Z`) - Math.floor(at / 1000) * 1000;

/**
 * Epoch ms of `2026-11-11T23:50` in a zone; NaN when it is no time. The second step is for a zone
 * that changes its offset between the guess and the moment.
 */
export function epochOf(text: string, timeZone: string): number {
  const wall = Date.parse(`${text}Z`);
  if (Number.isNaN(wall)) return NaN;
  return wall - offsetMs(timeZone, wall - offsetMs(timeZone, wall));
}

export const dayText = (timeZone: string, at: number): string =>
  wallText(timeZone, at).slice(0, 10);

/** Minutes since midnight on the wall at a moment. */
export function minuteAt(timeZone: string, at: number): number {
  const wall = wallText(timeZone, at);
  return Number(wall.slice(11, 13)) * 60 + Number(wall.slice(14, 16));
}

export const isSameDay = (timeZone: string, one: number, other: number): boolean =>
  dayText(timeZone, one) === dayText(timeZone, other);

/** When the day of a moment begins, so many days later; earlier for negative ones. */
export function midnightOf(timeZone: string, at: number, daysLater = 0): number {
  const day = new Date(`${dayText(timeZone, at)}T00:00Z`);
  day.setUTCDate(day.getUTCDate() + daysLater);
  return epochOf(day.toISOString().slice(0, 16), timeZone);
}

export const midnightAfter = (timeZone: string, at: number): number => midnightOf(timeZone, at, 1);

/** How far a zone is from Greenwich at a moment, in few letters: `GMT+8`. */
export const offsetName = (timeZone: string, at: number): string =>
  new Intl.DateTimeFormat("en-GB", { timeZone, timeZoneName: "shortOffset" }).formatToParts(at)
    .find(({ type }) => type === "timeZoneName")?.value ?? timeZone;
