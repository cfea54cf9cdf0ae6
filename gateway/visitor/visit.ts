import type { VisitFacts } from "../../engine/contract/wire/messages.ts";
import { regionOf } from "./region.ts";

/** What the door adds to what the widget says of a visit: where it came from, and from what words. */
export async function visitOf(
  facts: VisitFacts | undefined,
  address: string,
): Promise<VisitFacts> {
  const region = await regionOf(address);
  return {
    ...facts,
    address,
    ...(region !== undefined && { region }),
    ...sourceOf(facts?.referrer, facts?.page),
  };
}

/** Search engines, by the end of their host, with the parameter that holds the words. */
const ENGINES: [host: string, name: string, word: string[]][] = [
  ["baidu.com", "baidu", ["wd", "word", "kw"]],
  ["sogou.com", "sogou", ["query", "keyword"]],
  ["so.com", "360", ["q"]],
  ["sm.cn", "shenma", ["q"]],
  ["bing.com", "bing", ["q"]],
  ["google.com", "google", ["q"]],
  ["toutiao.com", "toutiao", ["keyword"]],
];

/** Longest source and words that are kept; an address can hold a book. */
const TEXT_MAX = 100;

/** A campaign's tag, else the search engine or the other site; nothing for one's own pages. */
function sourceOf(
  referrer: string | undefined,
  page: string | undefined,
): Pick<VisitFacts, "source" | "keyword"> {
  const from = URL.parse(referrer ?? "");
  const here = URL.parse(page ?? "");
  const campaign = here?.searchParams.get("utm_source") ?? undefined;
  const engine = ENGINES.find(([host]) =>
    from?.hostname === host || from?.hostname.endsWith(`.${host}`)
  );
  const word = engine?.[2].map((name) => from?.searchParams.get(name)).find((found) => found);
  const other = from !== null && from.hostname !== here?.hostname ? from.hostname : undefined;
  const source = campaign ?? engine?.[1] ?? other;
  return {
    ...(source !== undefined && { source: clean(source) }),
    ...(word && { keyword: clean(word) }),
  };
}

// deno-lint-ignore no-control-regex
const CONTROL = /[\u0000-\u001F\u007F]/g;
const clean = (text: string): string => text.replace(CONTROL, " ").slice(0, TEXT_MAX);
