import { isTree, same, type Tree } from "./same.ts";

/**
 * Two people worked on one document that both had read: what each changed is put together. Entries
 * of lists are compared by what tells them apart, never by where they stand, so that something
 * added above another one moves nothing, and what is new on either side stays. Where both changed
 * the same field to different ends, or one took away what the other changed, mine stands and the
 * path is told.
 */
export interface Merged<Value> {
  document: Value;
  /** Where the colleague's change gave way, as paths by names: `groups.sales.strategy`. */
  overruled: string[];
}

export function merged<Value>(base: Value, mine: Value, theirs: Value): Merged<Value> {
  const overruled: string[] = [];
  const document = together({ base, mine, theirs }, "", overruled) as Value;
  return { document, overruled };
}

interface Three {
  base: unknown;
  mine: unknown;
  theirs: unknown;
}

function together(three: Three, path: string, overruled: string[]): unknown {
  const { base, mine, theirs } = three;
  if (same(mine, theirs) || same(base, theirs)) return mine;
  if (same(base, mine)) return theirs;
  if (isTree(mine) && isTree(theirs)) return fields(three, path, overruled);
  if (Array.isArray(mine) && Array.isArray(theirs)) {
    const both = entries({ base: Array.isArray(base) ? base : [], mine, theirs }, path, overruled);
    const meant = both.length > 0 || !SCOPE.test(path) || mine.length === 0;
    if (meant) return both;
  }
  overruled.push(path);
  return mine;
}

/** Whom a clock is for: two who each took another one away do not mean that it is for nobody. */
const SCOPE = /^clocks\.[^.]+\.(shops|groups|agents)$/;

function fields({ base, mine, theirs }: Three, path: string, overruled: string[]): Tree {
  const [before, own, other] = [base, mine, theirs].map((one) => isTree(one) ? one : {});
  const names = new Set([...Object.keys(other), ...Object.keys(own)]);
  const entries = [...names].map((name) => {
    const three = { base: before[name], mine: own[name], theirs: other[name] };
    return [name, together(three, path === "" ? name : `${path}.${name}`, overruled)] as const;
  });
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

/** What tells the entries of a list without ids apart, by the list's name; else all they say. */
const KEYS: Record<string, readonly string[]> = {
  overflow: ["when", "to"],
  requirements: ["skill"],
  relax: ["afterMs"],
  branches: ["to"],
  channels: ["channel"],
  beside: ["channel"],
  holidays: ["date"],
};
/** A number for each class: the place is its name. */
const BY_CLASS: ReadonlySet<string> = new Set(["base", "slope"]);

/** Entries by their names, in their order; the second of a name is another one than the first. */
function named(list: readonly unknown[], path: string): Map<string, unknown> {
  const field = path.slice(path.lastIndexOf(".") + 1);
  const names = new Map<string, unknown>();
  list.forEach((one, at) => {
    const name = BY_CLASS.has(field) ? String(at) : nameOf(one, KEYS[field]);
    let free = name;
    for (let nth = 2; names.has(free); nth++) free = `${name}#${nth}`;
    names.set(free, one);
  });
  return names;
}

function nameOf(one: unknown, keys: readonly string[] | undefined): string {
  if (isTree(one) && typeof one.id === "string") return one.id;
  if (isTree(one) && keys) return keys.map((key) => String(one[key])).join("-");
  return typeof one === "object" ? JSON.stringify(one, inOrder) : String(one);
}

/** The order of fields says nothing. */
const inOrder = (_: string, value: unknown): unknown =>
  isTree(value) ? Object.fromEntries(Object.entries(value).sort()) : value;

function entries(
  lists: { base: unknown[]; mine: unknown[]; theirs: unknown[] },
  path: string,
  overruled: string[],
): unknown[] {
  const [base, mine, theirs] = [lists.base, lists.mine, lists.theirs]
    .map((list) => named(list, path));
  const stood = [...base.keys()].filter((name) => mine.has(name) && theirs.has(name));
  const places = (of: Map<string, unknown>) =>
    [...of.keys()].filter((name) => stood.includes(name));
  const moved = { mine: !same(places(mine), stood), theirs: !same(places(theirs), stood) };
  if (moved.mine && moved.theirs && !same(places(mine), places(theirs))) overruled.push(path);
  const [spine, other] = moved.mine ? [mine, theirs] : [theirs, mine];
  return interleaved([...spine.keys()], [...other.keys()])
    .map((name) => {
      const three = { base: base.get(name), mine: mine.get(name), theirs: theirs.get(name) };
      return together(three, `${path}.${name}`, overruled);
    })
    .filter((one) => one !== undefined);
}

/** The first list as it stands; what only the second has comes after what it follows there. */
function interleaved(spine: readonly string[], other: readonly string[]): string[] {
  const all = [...spine];
  other.forEach((name, at) => {
    if (!all.includes(name)) all.splice(at === 0 ? 0 : all.indexOf(other[at - 1]) + 1, 0, name);
  });
  return all;
}
