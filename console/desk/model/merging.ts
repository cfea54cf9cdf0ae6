import { isTree, same, type Tree } from "./same.ts";

/**
 * Two people worked on one document that both had read: what each changed is put together. Lists
 * of things with ids are compared by id, so that a group added above another one moves nothing;
 * lists of equal length by place; any other list is one value. Where both changed the same field to
 * different ends, or one took away what the other changed, mine stands and the path is told.
 */
export interface Merged<Value> {
  document: Value;
  /** Where the colleague's change gave way, as paths by ids: `groups.sales.strategy`. */
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

const isNamed = (value: unknown): value is (Tree & { id: string })[] =>
  Array.isArray(value) && value.every((one) => isTree(one) && typeof one.id === "string");

function together(three: Three, path: string, overruled: string[]): unknown {
  const { base, mine, theirs } = three;
  if (same(mine, theirs) || same(base, theirs)) return mine;
  if (same(base, mine)) return theirs;
  if (isTree(mine) && isTree(theirs)) return fields(three, path, overruled);
  if (isNamed(base) && isNamed(mine) && isNamed(theirs)) {
    return byId({ base, mine, theirs }, path, overruled);
  }
  if (Array.isArray(base) && Array.isArray(mine) && Array.isArray(theirs)) {
    if (base.length === mine.length && base.length === theirs.length) {
      return base.map((one, at) =>
        together({ base: one, mine: mine[at], theirs: theirs[at] }, `${path}.${at}`, overruled)
      );
    }
  }
  overruled.push(path);
  return mine;
}

function fields({ base, mine, theirs }: Three, path: string, overruled: string[]): Tree {
  const [before, own, other] = [base, mine, theirs].map((one) => isTree(one) ? one : {});
  const names = new Set([...Object.keys(other), ...Object.keys(own)]);
  const entries = [...names].map((name) => {
    const three = { base: before[name], mine: own[name], theirs: other[name] };
    return [name, together(three, path === "" ? name : `${path}.${name}`, overruled)] as const;
  });
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

type Named = (Tree & { id: string })[];

/** In the colleague's order; what only I added comes after it. */
function byId(
  { base, mine, theirs }: { base: Named; mine: Named; theirs: Named },
  path: string,
  overruled: string[],
): unknown[] {
  const of = (list: Named, id: string) => list.find((one) => one.id === id);
  const ids = new Set([...theirs, ...mine].map(({ id }) => id));
  return [...ids]
    .map((id) =>
      together(
        { base: of(base, id), mine: of(mine, id), theirs: of(theirs, id) },
        `${path}.${id}`,
        overruled,
      )
    )
    .filter((one) => one !== undefined);
}
