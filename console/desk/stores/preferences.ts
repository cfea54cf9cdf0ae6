import { effect, signal } from "@preact/signals";
import { createTranslator, type Language, LOCALES } from "../../kit/i18n/translator.ts";
import type { ListOrder } from "../model/order.ts";
import { en } from "../words/en.ts";
import { zh } from "../words/zh.ts";

/** What each person sets for themselves; kept in this browser per account. */
interface Preferences {
  language: Language;
  theme: "system" | "light" | "dark";
  order: ListOrder;
  sound: boolean;
  /** Single-letter shortcuts; some people's tools type letters by themselves. */
  singleKeys: boolean;
}

const KEY = "tidegate.desk.preferences";

const initial: Preferences = {
  language: navigator.language.startsWith("zh") ? "zh" : "en",
  theme: "system",
  order: "byEither",
  sound: true,
  singleKeys: true,
};

/** Before sign-in the last person's language and theme are shown. */
let account = "";
const keyOf = (of: string) => of === "" ? KEY : `${KEY}.${of}`;

export const preferences = signal<Preferences>({ ...initial, ...read("") });

function read(of: string): Partial<Preferences> {
  try {
    return JSON.parse(localStorage.getItem(keyOf(of)) ?? "{}") as Partial<Preferences>;
  } catch {
    // Storage is closed to us or holds something else: the initial ones will do.
    return {};
  }
}

/** Takes over what this account chose earlier in this browser. */
export function preferencesOf(signedIn: string): void {
  account = signedIn;
  preferences.value = { ...preferences.value, ...read(signedIn) };
}

export function prefer(change: Partial<Preferences>): void {
  preferences.value = { ...preferences.value, ...change };
  const text = JSON.stringify(preferences.value);
  localStorage.setItem(keyOf(account), text);
  localStorage.setItem(KEY, text);
}

export const language = (): Language => preferences.value.language;

/** All sentences of the desk; reading them subscribes to the language. */
export const words = createTranslator({ zh, en }, language);

/** Puts language and theme on the page. */
export const showPreferences = (): () => void =>
  effect(() => {
    const { language, theme } = preferences.value;
    const page = document.documentElement;
    page.lang = LOCALES[language];
    if (theme === "system") delete page.dataset.theme;
    else page.dataset.theme = theme;
  });
