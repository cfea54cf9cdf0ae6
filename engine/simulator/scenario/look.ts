import { isToken } from "../../contract/wire/ids.ts";

/** Looks at untrusted values and notes what is wrong, with the path and an example. */
export interface Look {
  problems: string[];
}

/** Nobody mends more than these at once. */
const PROBLEMS_MAX = 20;

export function note(look: Look, path: string, what: string, example: string): undefined {
  const where = path === "" ? "the scenario" : path;
  if (look.problems.length < PROBLEMS_MAX) {
    look.problems.push(`${where}: ${what}, as in ${example}`);
  }
  return undefined;
}

export const join = (path: string, name: string | number): string =>
  path === "" ? String(name) : `${path}.${name}`;

export const shown = (value: unknown): string =>
  value === undefined ? "nothing" : JSON.stringify(value).slice(0, 60);

/** An object with no other fields than these. */
export function object(
  look: Look,
  value: unknown,
  path: string,
  fields: readonly string[],
  example: string,
): Record<string, unknown> | undefined {
  const found = table(look, value, path, example);
  for (const name of Object.keys(found ?? {})) {
    if (fields.includes(name)) continue;
    note(look, join(path, name), `no such field; one of ${fields.join(", ")} is due`, example);
  }
  return found;
}

/** An object whose names are the user's own. */
export function table(
  look: Look,
  value: unknown,
  path: string,
  example: string,
): Record<string, unknown> | undefined {
  const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
  if (isObject) return value as Record<string, unknown>;
  return note(look, path, `${shown(value)} is no object`, example);
}

export function list<T>(
  look: Look,
  value: unknown,
  path: string,
  bounds: { least: number; most: number; example: string },
  one: (value: unknown, path: string) => T | undefined,
): T[] | undefined {
  const { least, most, example } = bounds;
  if (!Array.isArray(value) || value.length < least || value.length > most) {
    const count = least === most ? `${most}` : `${least} to ${most}`;
    return note(look, path, `a list of ${count} is due, not ${shown(value)}`, example);
  }
  const read = value.map((entry, at) => one(entry, join(path, at)));
  return read.includes(undefined) ? undefined : read as T[];
}

export function number(
  look: Look,
  value: unknown,
  path: string,
  bounds: { from: number; to: number; whole?: boolean; example: string },
): number | undefined {
  const { from, to, whole = false, example } = bounds;
  const fine = typeof value === "number" && value >= from && value <= to &&
    (!whole || Number.isInteger(value));
  if (fine) return value as number;
  const kind = whole ? "a whole number" : "a number";
  return note(look, path, `${kind} from ${from} to ${to} is due, not ${shown(value)}`, example);
}

/** Entries of a table whose names become ids. */
export function named<T>(
  look: Look,
  value: unknown,
  path: string,
  example: string,
  one: (value: unknown, path: string, id: string) => T | undefined,
): T[] {
  const entries = Object.entries(table(look, value, path, example) ?? {});
  if (entries.length === 0 && value !== undefined) note(look, path, "it is empty", example);
  return entries.flatMap(([id, entry]) => {
    const at = join(path, id);
    if (!isToken(id)) note(look, at, "a name has 1 to 64 letters, digits, - or _", '"sales"');
    return one(entry, at, id) ?? [];
  });
}

export function oneOf<T extends string>(
  look: Look,
  value: unknown,
  path: string,
  words: readonly T[],
  example: string,
): T | undefined {
  if (words.includes(value as T)) return value as T;
  return note(look, path, `one of ${words.join(", ")} is due, not ${shown(value)}`, example);
}
