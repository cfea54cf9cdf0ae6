const HOUR = 60;
const DAY = 24 * HOUR;

const two = (value: number): string => String(value).padStart(2, "0");

/** A minute of the day as a time field shows it; the day's end and its begin look alike there. */
export function timeOf(minute: unknown): string {
  if (typeof minute !== "number" || !Number.isInteger(minute)) return "";
  const within = ((minute % DAY) + DAY) % DAY;
  return `${two(Math.floor(within / HOUR))}:${two(within % HOUR)}`;
}

/** The end of a span in words, where midnight is the end of the day. */
export const endTimeOf = (minute: number): string => minute === DAY ? "24:00" : timeOf(minute);

/** Whether a minute of the day lies in a span; one that ends before it begins goes past midnight. */
export const isWithin = (minute: number, fromMinute: number, toMinute: number): boolean =>
  fromMinute <= toMinute
    ? minute >= fromMinute && minute < toMinute
    : minute >= fromMinute || minute < toMinute;

/** Minutes since midnight; text that is no time stays text, for the check to name it. */
export function minuteOf(text: string): number | string {
  const found = /^(\d{2}):(\d{2})/.exec(text);
  return found ? Number(found[1]) * HOUR + Number(found[2]) : text;
}

/** As `minuteOf`, where midnight is the end of the day. */
export function endMinute(text: string): number | string {
  const minute = minuteOf(text);
  return minute === 0 ? DAY : minute;
}

/** 3 January 2027 was a Sunday. */
const SUNDAY = Date.UTC(2027, 0, 3);
const DAY_MS = 86_400_000;

/** The short name of a weekday, 0 = Sunday. */
export const weekday = (language: "zh" | "en", day: number): string =>
  new Intl.DateTimeFormat(language === "zh" ? "zh-CN" : "en-GB", {
    weekday: "short",
    timeZone: "UTC",
  }).format(SUNDAY + day * DAY_MS);
