export type Tree = Record<string, unknown>;

export const isTree = (value: unknown): value is Tree =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Whether two values of JSON say the same. The order of fields says nothing; an undefined one is none. */
export function same(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (Array.isArray(one) && Array.isArray(other)) {
    return one.length === other.length && one.every((each, at) => same(each, other[at]));
  }
  if (!isTree(one) || !isTree(other)) return false;
  for (const name in one) if (!same(one[name], other[name])) return false;
  for (const name in other) {
    if (other[name] !== undefined && one[name] === undefined) return false;
  }
  return true;
}

/** What was fetched again, or the object of before where it says the same: then nothing is drawn. */
export const kept = <One>(old: One | undefined, one: One): One =>
  old !== undefined && same(old, one) ? old : one;

/** The list fetched again, or the one of before when it has the same objects. */
export const steady = <One>(
  before: readonly One[] | undefined,
  next: readonly One[],
): readonly One[] =>
  before?.length === next.length && next.every((one, at) => one === before[at]) ? before : next;

/** The list fetched again, with everything of before that it says again. */
export function sharing<One>(
  before: readonly One[] | undefined,
  next: readonly One[],
  key: (one: One) => string,
): readonly One[] {
  if (!before) return next;
  const known = new Map(before.map((one) => [key(one), one]));
  return steady(before, next.map((one) => kept(known.get(key(one)), one)));
}
