import type { OverflowRule } from "../../../engine/contract/wire/configuration.ts";

/** Fields of a document by path (`groups.0.overflow.1.to`), as faults name them. */
type Tree = Record<string, unknown>;

export function valueAt(document: unknown, path: string): unknown {
  return path.split(".").reduce<unknown>((at, name) => (at as Tree | undefined)?.[name], document);
}

/** A copy with one field changed; `undefined` takes the field, or the list's entry, away. */
export function withValue<T>(document: T, path: string, value: unknown): T {
  return put(document, path.split("."), value) as T;
}

function put(tree: unknown, [name, ...rest]: string[], value: unknown): unknown {
  if (Array.isArray(tree)) {
    const at = Number(name);
    if (rest.length === 0 && value === undefined) return tree.filter((_, each) => each !== at);
    const next = [...tree];
    next[at] = rest.length === 0 ? value : put(tree[at], rest, value);
    return next;
  }
  const { [name]: before, ...others } = (tree ?? {}) as Tree;
  const after = rest.length === 0 ? value : put(before, rest, value);
  if (after === undefined) return others;
  return { ...(tree as Tree), [name]: after };
}

/** A rule of overflow with another cause: fields that only the old one has are left behind. */
export const withCause = (
  { to, donorMinFree }: OverflowRule,
  when: OverflowRule["when"],
): OverflowRule => ({ when, to, ...(donorMinFree !== undefined && { donorMinFree }) });
