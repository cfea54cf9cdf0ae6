import { effect, signal } from "@preact/signals";
import type { NoticeChoice, NoticeKind } from "../../../engine/contract/wire/desk.ts";
import type { PersonalSettings } from "../../../engine/contract/wire/desk.ts";
import { createTranslator, type Language, LOCALES } from "../../kit/i18n/translator.ts";
import { NOTICES_AT_FIRST } from "../model/notices.ts";
import { api } from "../wire/api.ts";
import { en } from "../words/en.ts";
import { zh } from "../words/zh.ts";

/**
 * What each person sets for themselves: kept by the server per account, so that it is the same on
 * every machine, and in this browser, so that the first paint needs no answer.
 */
type Preferences = Required<Omit<PersonalSettings, "notices">> & {
  notices: Record<NoticeKind, NoticeChoice>;
};

const KEY = "tidegate.desk.preferences";

const initial: Preferences = {
  language: navigator.language.startsWith("zh") ? "zh" : "en",
  theme: "system",
  order: "byEither",
  singleKeys: true,
  notices: NOTICES_AT_FIRST,
  volume: 60,
  quietOnBreak: true,
};

/** Before sign-in the last person's language and theme are shown. */
let account = "";
const keyOf = (of: string) => of === "" ? KEY : `${KEY}.${of}`;
/** Marks a change that the server may not have: a page that is left at once takes it up again. */
const unsavedOf = (of: string) => `${keyOf(of)}.unsaved`;

const merged = (onto: Preferences, chosen: PersonalSettings): Preferences => ({
  ...onto,
  ...chosen,
  notices: { ...onto.notices, ...chosen.notices },
});

export const preferences = signal<Preferences>(merged(initial, read("")));
/** When the server last kept them, epoch ms; undefined while a change is on its way. */
export const savedAt = signal<number | undefined>(undefined);

function read(of: string): PersonalSettings {
  try {
    return JSON.parse(localStorage.getItem(keyOf(of)) ?? "{}") as PersonalSettings;
  } catch {
    // Storage is closed to us or holds something else: the initial ones will do.
    return {};
  }
}

function keep(): void {
  const text = JSON.stringify(preferences.value);
  localStorage.setItem(keyOf(account), text);
  localStorage.setItem(KEY, text);
}

/** Takes over what this account chose, here and on other machines. */
export async function preferencesOf(signedIn: string): Promise<void> {
  account = signedIn;
  preferences.value = merged(preferences.value, read(signedIn));
  if (localStorage.getItem(unsavedOf(account)) !== null) return await save();
  const before = changes;
  const answer = await api.settings();
  if (!answer.ok || account !== signedIn || changes !== before) return;
  preferences.value = merged(preferences.value, answer.value);
  keep();
  if (answer.value.order !== undefined) return;
  const company = await api.companySettings();
  if (!company.ok || !company.value.listOrder || account !== signedIn || changes !== before) return;
  preferences.value = { ...preferences.value, order: company.value.listOrder };
}

/** Changes one after the other go to the server together. */
const SAVE_AFTER_MS = 300;
let saving: ReturnType<typeof setTimeout> | undefined;
/** Counts the changes made here: what the server answers to a question from before is older. */
let changes = 0;

export function prefer(change: Partial<Preferences>): void {
  preferences.value = { ...preferences.value, ...change };
  changes++;
  keep();
  if (account === "") return;
  localStorage.setItem(unsavedOf(account), "");
  clearTimeout(saving);
  savedAt.value = undefined;
  saving = setTimeout(() => void save(), SAVE_AFTER_MS);
}

async function save(): Promise<void> {
  saving = undefined;
  const of = account;
  const answer = await api.saveSettings(preferences.value);
  if (!answer.ok || saving !== undefined) return;
  localStorage.removeItem(unsavedOf(of));
  savedAt.value = Date.now();
}

/** Everything as it was at first, but the language. */
export const preferInitial = (): void =>
  prefer({ ...initial, language: preferences.value.language });

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
