import { type Language, LOCALES } from "../../kit/i18n/translator.ts";

/** `zh-CN` as 中文（中国）, Chinese (China); what is no tag of a language stays as it is. */
export function languageName(tag: string | undefined, reader: Language): string | undefined {
  if (!tag) return undefined;
  try {
    return new Intl.DisplayNames([LOCALES[reader]], { type: "language" }).of(tag) ?? tag;
  } catch (error) {
    if (error instanceof RangeError) return tag;
    throw error;
  }
}
