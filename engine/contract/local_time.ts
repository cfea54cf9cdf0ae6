/**
 * Wall time of a shop. Pure: the zone's rules are the runtime's tables, which the pinned runtime
 * fixes for every process alike.
 */
export interface LocalTime {
  /** Local days since 1970-01-01. */
  day: number;
  /** Minute of the local day, 0–1439. */
  minute: number;
}

const MINUTE_MS = 60_000;
const DAY_MINUTES = 1_440;
/** Zones change their offset at multiples of a quarter of an hour. */
const QUARTER_MS = 15 * MINUTE_MS;
/** Zones of one process; beyond it the cache of offsets starts anew. */
const ZONES_MAX = 1_024;

interface Zone {
  format: Intl.DateTimeFormat;
  quarter: number;
  offsetMinutes: number;
}

const zones = new Map<string, Zone>();

function zoneOf(timeZone: string): Zone {
  const known = zones.get(timeZone);
  if (known !== undefined) return known;
  if (zones.size >= ZONES_MAX) zones.clear();
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
  });
  const zone = { format, quarter: -1, offsetMinutes: 0 };
  zones.set(timeZone, zone);
  return zone;
}

/** Minutes that the zone is ahead of UTC at a moment. */
function offsetMinutes(zone: Zone, at: number): number {
  const quarter = Math.floor(at / QUARTER_MS);
  if (zone.quarter === quarter) return zone.offsetMinutes;
  const part: Record<string, number> = {};
  for (const { type, value } of zone.format.formatToParts(quarter * QUARTER_MS)) {
    part[type] = Number(value);
  }
  const local = Date.UTC(part.year, part.month - 1, part.day, part.hour, part.minute);
  zone.quarter = quarter;
  zone.offsetMinutes = Math.round((local - quarter * QUARTER_MS) / MINUTE_MS);
  return zone.offsetMinutes;
}

export const offsetMinutesAt = (timeZone: string, at: number): number =>
  offsetMinutes(zoneOf(timeZone), at);

export const localTime = (timeZone: string, at: number): LocalTime =>
  localAt(offsetMinutesAt(timeZone, at), at);

/** Wall time so many minutes ahead of UTC. */
export function localAt(offset: number, at: number): LocalTime {
  const minutes = Math.floor(at / MINUTE_MS) + offset;
  const day = Math.floor(minutes / DAY_MINUTES);
  return { day, minute: minutes - day * DAY_MINUTES };
}

/** `2026-11-11` of a local day. */
export const dayName = (day: number): string =>
  new Date(day * DAY_MINUTES * MINUTE_MS).toISOString().slice(0, 10);

/** Whether a minute lies in a span of the day; one that ends before it begins goes past midnight. */
export const within = (minute: number, fromMinute: number, toMinute: number): boolean =>
  fromMinute <= toMinute
    ? minute >= fromMinute && minute < toMinute
    : minute >= fromMinute || minute < toMinute;
