import type { FieldFault } from "../../contract/wire/refusals.ts";
import { isToken } from "../../contract/wire/ids.ts";

/** Checks of shape: each looks at one value and notes what is wrong, with the path to it. */
export type Check = (value: unknown, path: string, faults: FieldFault[]) => void;

/** A document with more faults than a person mends at once is cut short. */
export const FAULTS_MAX = 100;

export function fault(
  faults: FieldFault[],
  path: string,
  rule: FieldFault["rule"],
  limit?: number,
): void {
  if (faults.length < FAULTS_MAX) {
    faults.push(limit === undefined ? { path, rule } : { path, rule, limit });
  }
}

export const join = (path: string, name: string | number): string =>
  path === "" ? String(name) : `${path}.${name}`;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** An object with exactly these fields; those of `optional` may be absent. */
export const record = (
  required: Record<string, Check>,
  optional: Record<string, Check> = {},
): Check =>
(value, path, faults) => {
  if (!isRecord(value)) return fault(faults, path, "type");
  for (const [name, check] of Object.entries(required)) {
    if (value[name] === undefined) fault(faults, join(path, name), "required");
    else check(value[name], join(path, name), faults);
  }
  for (const [name, check] of Object.entries(optional)) {
    if (value[name] !== undefined) check(value[name], join(path, name), faults);
  }
  for (const name of Object.keys(value)) {
    if (!(Object.hasOwn(required, name) || Object.hasOwn(optional, name))) {
      fault(faults, join(path, name), "unknown");
    }
  }
};

/** At most so many names, as many as a list has entries. */
const NAMES_MAX = 100;

/** An object of any names, each with such a value. */
export const table = (check: Check): Check => (value, path, faults) => {
  if (!isRecord(value)) return fault(faults, path, "type");
  const names = Object.keys(value);
  if (names.length > NAMES_MAX) return fault(faults, path, "length", NAMES_MAX);
  for (const name of names) {
    if (isToken(name)) check(value[name], join(path, name), faults);
    else fault(faults, join(path, "?"), "pattern");
  }
};

export const list = (check: Check, most: number, least = 0): Check => (value, path, faults) => {
  if (!Array.isArray(value)) return fault(faults, path, "type");
  if (value.length > most) return fault(faults, path, "length", most);
  if (value.length < least) return fault(faults, path, "length", least);
  value.forEach((one, at) => check(one, join(path, at), faults));
};

/** A whole number within bounds. */
export const whole = (from: number, to: number): Check => (value, path, faults) => {
  if (typeof value !== "number" || !Number.isInteger(value)) return fault(faults, path, "type");
  if (value < from) fault(faults, path, "range", from);
  else if (value > to) fault(faults, path, "range", to);
};

export const finite: Check = (value, path, faults) => {
  if (typeof value !== "number" || !Number.isFinite(value)) fault(faults, path, "type");
};

/** 0–1. */
export const share: Check = (value, path, faults) => {
  if (typeof value !== "number" || !Number.isFinite(value)) return fault(faults, path, "type");
  if (value < 0) fault(faults, path, "range", 0);
  else if (value > 1) fault(faults, path, "range", 1);
};

export const text = (most: number): Check => (value, path, faults) => {
  if (typeof value !== "string") fault(faults, path, "type");
  else if (value.length > most) fault(faults, path, "length", most);
};

/** Text of such a form. */
export const pattern = (form: RegExp, most: number): Check => (value, path, faults) => {
  if (typeof value !== "string") fault(faults, path, "type");
  else if (value.length > most) fault(faults, path, "length", most);
  else if (!form.test(value)) fault(faults, path, "pattern");
};

export const token: Check = (value, path, faults) => {
  if (typeof value !== "string") fault(faults, path, "type");
  else if (!isToken(value)) fault(faults, path, "pattern");
};

export const truth: Check = (value, path, faults) => {
  if (typeof value !== "boolean") fault(faults, path, "type");
};

export const oneOf = (values: readonly unknown[]): Check => (value, path, faults) => {
  if (!values.includes(value)) fault(faults, path, "reference");
};

/** Either by the value of `field`. */
export const either =
  (field: string, checks: Record<string, Check>): Check => (value, path, faults) => {
    if (!isRecord(value)) return fault(faults, path, "type");
    const name = value[field];
    const check = typeof name === "string" && Object.hasOwn(checks, name)
      ? checks[name]
      : undefined;
    if (check === undefined) fault(faults, join(path, field), "reference");
    else check(value, path, faults);
  };
