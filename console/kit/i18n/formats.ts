import { type Language, LOCALES } from "./translator.ts";

/** Numbers, times and names in the reader's language. Formatters are costly to make, so kept. */
const kept = new Map<string, unknown>();

function keep<T>(key: string, make: () => T): T {
  let formatter = kept.get(key) as T | undefined;
  if (!formatter) kept.set(key, formatter = make());
  return formatter;
}

const dateFormat = (language: Language, name: string, options: Intl.DateTimeFormatOptions) =>
  keep(
    `${language}.${name}.${options.timeZone}`,
    () => new Intl.DateTimeFormat(LOCALES[language], options),
  );

/** 20:09:41, in the reader's zone unless one is named. */
export const clockTime = (language: Language, at: number, timeZone?: string): string =>
  dateFormat(language, "clock", {
    timeZone,
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
  }).format(at);

/** 20:09, in the reader's zone unless one is named. */
export const shortTime = (language: Language, at: number, timeZone?: string): string =>
  dateFormat(language, "short", {
    timeZone,
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).format(at);

/** 11月1日, Nov 1, in the reader's zone unless one is named. */
export const day = (language: Language, at: number, timeZone?: string): string =>
  dateFormat(language, "day", { timeZone, month: "short", day: "numeric" }).format(at);

/** 04:36, or 1:04:36 from an hour on. */
export function timer(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const two = (value: number) => String(value).padStart(2, "0");
  const hours = Math.floor(seconds / 3600);
  const rest = `${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  return hours > 0 ? `${hours}:${rest}` : rest;
}

/** A minus before a number, never before what was rounded to 0. */
const UNLESS_NOTHING = "negative";

export const percent = (language: Language, share: number): string =>
  keep(
    `${language}.percent`,
    () =>
      new Intl.NumberFormat(LOCALES[language], {
        style: "percent",
        maximumFractionDigits: 1,
        signDisplay: UNLESS_NOTHING,
      }),
  ).format(share);

export const decimal = (language: Language, value: number): string =>
  keep(
    `${language}.decimal`,
    () =>
      new Intl.NumberFormat(LOCALES[language], {
        maximumFractionDigits: 1,
        signDisplay: UNLESS_NOTHING,
      }),
  ).format(value);

/** 3.4 MB; file sizes count in thousands, as systems show them. */
export function fileSize(language: Language, bytes: number): string {
  const units = ["byte", "kilobyte", "megabyte"] as const;
  const step = bytes >= 1e6 ? 2 : bytes >= 1e3 ? 1 : 0;
  return keep(`${language}.${units[step]}`, () =>
    new Intl.NumberFormat(LOCALES[language], {
      style: "unit",
      unit: units[step],
      unitDisplay: "short",
      maximumFractionDigits: step === 2 ? 1 : 0,
    })).format(bytes / 1000 ** step);
}

export const collator = (language: Language): Intl.Collator =>
  keep(
    `${language}.collator`,
    () => new Intl.Collator(language === "zh" ? "zh-CN-u-co-pinyin" : "en", { numeric: true }),
  );

/** Up to this many seconds a duration is told in seconds. */
const SECONDS_MAX = 120;

/** 20 sec, 3 min, 2 hr; 20 秒, 3 分钟: a length of time in its largest fitting unit. */
export function duration(language: Language, ms: number): string {
  const seconds = Math.round(ms / 1000);
  const [unit, value] = seconds <= SECONDS_MAX
    ? ["second", seconds] as const
    : seconds < 7200
    ? ["minute", Math.round(seconds / 60)] as const
    : ["hour", Math.round(seconds / 3600)] as const;
  return keep(
    `${language}.${unit}`,
    () => new Intl.NumberFormat(LOCALES[language], { style: "unit", unit, unitDisplay: "short" }),
  ).format(value).replace(/(\d)(?=\p{Script=Han})/u, "$1 ");
}

/** Names beside each other: Chinese has a comma of its own for them, which its “unit” list leaves out. */
export const names = (language: Language, list: readonly string[]): string =>
  new Intl.ListFormat(language, { type: language === "zh" ? "conjunction" : "unit" }).format(list);
