const HOUR_MS = 3_600_000;
/** A day has at most 25 hours where clocks are put back. */
const DAY_MAX_MS = 25 * HOUR_MS;

/** Begin and end of a local day, epoch ms: found by looking, because offsets change. */
export function dayBounds(day: string, timeZone: string): [from: number, until: number] {
  const from = beginOf(day, timeZone);
  const next = new Date(Date.parse(`${day}T12:00:00Z`) + 24 * HOUR_MS).toISOString().slice(0, 10);
  return [from, Math.min(beginOf(next, timeZone), from + DAY_MAX_MS)];
}

function beginOf(day: string, timeZone: string): number {
  const wanted = Date.parse(`${day}T00:00:00Z`);
  const shown = new Intl.DateTimeFormat("sv-SE", {
    timeZone,
    dateStyle: "short",
    timeStyle: "medium",
  });
  const localAt = (at: number) => Date.parse(`${shown.format(at).replace(" ", "T")}Z`);
  // Twice, because the offset at the guess may not be the one at midnight.
  let at = wanted;
  for (let round = 0; round < 2; round++) at += wanted - localAt(at);
  return at;
}
