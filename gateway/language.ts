export type Language = "zh" | "en";

/** The reader's language: the best known tag of `Accept-Language`; Chinese when none is named. */
export function languageOf(acceptLanguage: string | undefined): Language {
  if (!acceptLanguage) return "zh";
  let best: Language = "zh", bestQuality = 0;
  for (const part of acceptLanguage.slice(0, 256).split(",")) {
    const [tag, ...parameters] = part.trim().toLowerCase().split(";");
    const language = tag.startsWith("zh") ? "zh" : tag.startsWith("en") ? "en" : undefined;
    if (!language) continue;
    const given = parameters.map((one) => one.trim()).find((one) => one.startsWith("q="));
    const quality = given ? Number(given.slice(2)) || 0 : 1;
    if (quality > bestQuality) [best, bestQuality] = [language, quality];
  }
  return best;
}
