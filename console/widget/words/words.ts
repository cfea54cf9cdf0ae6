import { signal } from "@preact/signals";
import type { Words } from "../../../engine/contract/wire/configuration.ts";
import { language } from "../stores/host.ts";
import type { zh } from "./zh.ts";

/** A sentence, or one per plural category of the language; `{n}` counts. */
export type Sentence = string | { one?: string; other: string };
export type Table<T> = {
  [K in keyof T]: T[K] extends string ? string : { one?: string; other: string };
};
export type Key = keyof typeof zh;
export type Slots = Record<string, string | number>;

/** The one table in use; nothing is painted before it is here. */
const table = signal<Table<typeof zh>>();

/** Fetches the table of the visitor's language, and only that one. */
export async function loadWords(): Promise<void> {
  table.value = language.value === "zh"
    ? (await import("./zh.ts")).zh
    : (await import("./en.ts")).en;
}

const LOCALES = { zh: "zh-CN", en: "en" };

const locale = (): string => LOCALES[language.value];

/** Whole sentences with named slots; reads the language signal, so faces follow it. */
export function t(key: Key, slots: Slots = {}): string {
  return say(table.value?.[key] ?? "", slots);
}

/** A sentence with its slots filled, in the form for its count. */
export const say = (sentence: Sentence, slots: Slots): string =>
  fill(typeof sentence === "string" ? sentence : plural(sentence, Number(slots.n)), slots);

/** A text of the shop's own configuration. */
export const own = (words: Words): string => words[language.value];

const plural = (forms: { one?: string; other: string }, n: number): string =>
  new Intl.PluralRules(locale()).select(n) === "one" ? forms.one ?? forms.other : forms.other;

const fill = (sentence: string, slots: Slots): string =>
  sentence.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = slots[name];
    if (value === undefined) return whole;
    return typeof value === "number" ? new Intl.NumberFormat(locale()).format(value) : value;
  });

export const clockTime = (at: number): string =>
  new Intl.DateTimeFormat(locale(), { hour: "2-digit", minute: "2-digit", hourCycle: "h23" })
    .format(at);

export const day = (at: number): string =>
  new Intl.DateTimeFormat(locale(), { month: "long", day: "numeric" }).format(at);

export function fileSize(bytes: number): string {
  const [value, unit, digits] = bytes < 1024 * 1024
    ? [Math.max(1, bytes / 1024), "kilobyte", 0]
    : [bytes / 1024 / 1024, "megabyte", 1];
  return new Intl.NumberFormat(locale(), {
    style: "unit",
    unit,
    unitDisplay: "short",
    maximumFractionDigits: digits,
  }).format(value);
}
