/** Parameters in which search engines and shops carry what was searched for. */
const PARAMETERS = ["q", "wd", "query", "keyword", "kw", "word", "p"];
/** Longer ones are not what somebody typed. */
const KEYWORD_MAX = 80;

/** What was searched for before coming here, as the referring address tells; undefined without. */
export function keywordOf(referrer: string | undefined): string | undefined {
  if (!referrer || !URL.canParse(referrer)) return undefined;
  const { searchParams } = new URL(referrer);
  const found = PARAMETERS.map((name) => searchParams.get(name)?.trim()).find(Boolean);
  return found && found.length <= KEYWORD_MAX ? found : undefined;
}
