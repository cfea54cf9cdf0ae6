/**
 * Which element of the page shows which row of a long list, by the rows' names. A row that stays in
 * view keeps its element; one that comes into view takes that of one that left, so that scrolling
 * makes no new ones. `kept`: a row whose element nobody takes, for somebody's focus is in it.
 */
export function placesOf(
  names: readonly string[],
  before: ReadonlyMap<string, number>,
  kept?: string,
): Map<string, number> {
  const shown = new Set(names);
  const free = [...before].filter(([name]) => !shown.has(name) && name !== kept)
    .map(([, place]) => place);
  let fresh = Math.max(-1, ...before.values()) + 1;
  return new Map(names.map((name) => [name, before.get(name) ?? free.pop() ?? fresh++]));
}
