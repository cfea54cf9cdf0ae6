/** Words that repeat (groups, shops, routes, skills …) as small integers, in order of appearance. */
export interface Names {
  readonly words: string[];
  readonly index: Map<string, number>;
}

/** Far above what a configuration may hold; a breach means that ids are used as words. */
const NAMES_MAX = 65_535;

export const createNames = (words: readonly string[] = []): Names => ({
  words: [...words],
  index: new Map(words.map((word, at) => [word, at])),
});

/** The number of a word, made when it is new. Only `apply` may call this. */
export function nameOf(names: Names, word: string): number {
  const known = names.index.get(word);
  if (known !== undefined) return known;
  if (names.words.length >= NAMES_MAX) throw new RangeError("too many names");
  names.words.push(word);
  names.index.set(word, names.words.length - 1);
  return names.words.length - 1;
}

/** The number of a word, or -1. */
export const findName = (names: Names, word: string): number => names.index.get(word) ?? -1;
