import { IntlMessageFormat } from "intl-messageformat";
import { h, type VNode } from "preact";

/** The languages of the product; every sentence exists in both. */
export type Language = "zh" | "en";
export const LOCALES: Record<Language, string> = { zh: "zh-CN", en: "en" };

/** Slots of a sentence: plain values, or elements where a slot is shown in bold. */
export type Slots = Record<string, string | number | boolean | Date | null | undefined>;
type RichSlots = Record<string, string | number | VNode>;

interface Translator<Key extends string> {
  /** A whole sentence as text. */
  say(key: Key, slots?: Slots): string;
  /** A whole sentence whose slots may be elements; never joined from fragments. */
  show(key: Key, slots: RichSlots): (string | VNode)[];
  has(key: string): key is Key;
}

/** What `<b>` in a sentence becomes: an element, or nothing in plain text. */
const bold = (parts: (string | VNode)[]): VNode => h("b", null, parts);
const plain = (parts: unknown[]): string => parts.join("");

/**
 * Turns message tables into sentences. Messages are ICU (plural, select); each is compiled at its
 * first use and kept. `language` is read at every call, so a signal behind it re-renders readers.
 */
export function createTranslator<Key extends string>(
  tables: Record<Language, Record<Key, string>>,
  language: () => Language,
): Translator<Key> {
  const compiled = new Map<string, IntlMessageFormat>();
  const format = (key: Key): IntlMessageFormat => {
    const spoken = language();
    const id = `${spoken}.${key}`;
    let message = compiled.get(id);
    if (!message) {
      message = new IntlMessageFormat(tables[spoken][key], LOCALES[spoken]);
      compiled.set(id, message);
    }
    return message;
  };
  return {
    say: (key, slots) => String(format(key).format({ b: plain, ...slots })),
    show(key, slots) {
      const shown = format(key).format<VNode>({ b: bold, ...slots });
      return Array.isArray(shown) ? shown : [shown as string | VNode];
    },
    has: (key): key is Key => Object.hasOwn(tables.zh, key),
  };
}
