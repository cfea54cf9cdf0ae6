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

/**
 * What was fetched again, with the objects of before wherever they say the same: what is shown of
 * them then has nothing to do. The list itself is the one of before when nothing in it changed.
 */
export function sharing<One>(
  before: readonly One[] | undefined,
  next: readonly One[],
  key: (one: One) => string,
): readonly One[] {
  if (!before) return next;
  const known = new Map(before.map((one) => [key(one), one]));
  const shared = next.map((one) => {
    const old = known.get(key(one));
    return old !== undefined && same(old, one) ? old : one;
  });
  const unchanged = shared.length === before.length &&
    shared.every((one, at) => one === before[at]);
  return unchanged ? before : shared;
}
