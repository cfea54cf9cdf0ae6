import type { ConfigurationChange } from "../wire/http_configuration.ts";

/**
 * What changed between two documents, field by field. Lists whose entries have ids are compared by
 * id (`groups.sales.strategy`), so that a new group in the middle is one addition; all other lists
 * are one value.
 */
export const CHANGES_MAX = 2_000;

type Fields = Record<string, unknown>;

export function differences(before: unknown, after: unknown): ConfigurationChange[] {
  const changes: ConfigurationChange[] = [];
  compare(before, after, "", changes);
  return changes;
}

function compare(
  before: unknown,
  after: unknown,
  path: string,
  changes: ConfigurationChange[],
): void {
  if (changes.length >= CHANGES_MAX) return;
  const [left, right] = [fieldsOf(before), fieldsOf(after)];
  if (left === undefined || right === undefined) {
    if (!isSame(before, after)) changes.push(change(path, before, after));
    return;
  }
  for (const name of new Set([...Object.keys(left), ...Object.keys(right)])) {
    compare(left[name], right[name], path === "" ? name : `${path}.${name}`, changes);
  }
}

/** Equal whatever the order of an object's fields. */
function isSame(before: unknown, after: unknown): boolean {
  if (before === after) return true;
  if (typeof before !== "object" || typeof after !== "object") return false;
  if (before === null || after === null) return false;
  if (Array.isArray(before) !== Array.isArray(after)) return false;
  const [left, right] = [before as Fields, after as Fields];
  const names = new Set([...Object.keys(left), ...Object.keys(right)]);
  return [...names].every((name) => isSame(left[name], right[name]));
}

function change(path: string, before: unknown, after: unknown): ConfigurationChange {
  if (before === undefined) return { path, kind: "added", after };
  if (after === undefined) return { path, kind: "removed", before };
  return { path, kind: "changed", before, after };
}

/** An object's fields, or a list's entries by id; undefined when the value is compared whole. */
function fieldsOf(value: unknown): Fields | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  if (!Array.isArray(value)) return value as Fields;
  const ids = value.map((one) => (one as { id?: unknown } | null)?.id);
  const named = ids.every((id) => typeof id === "string") && new Set(ids).size === ids.length;
  if (!named || value.length === 0) return undefined;
  return Object.fromEntries(value.map((one, at) => [ids[at] as string, one]));
}
