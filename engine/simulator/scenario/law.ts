import type { Span } from "../chance/draw.ts";
import { join, list, type Look, note, number, object, shown } from "./look.ts";
import type { Patience } from "./scenario.ts";
import { durationMs, ratePerMs } from "./units.ts";

/** Durations, rates and laws of a scenario. */

const DAY_MS = 86_400_000;
export const SERVICE_EXAMPLE = '{"type": "exponential", "mean": "2min"}';
const PATIENCE_EXAMPLE = '{"type": "exponential", "mean": "120s", "zeroShare": 0.1}';

export function duration(
  look: Look,
  value: unknown,
  path: string,
  example: string,
): number | undefined {
  const ms = durationMs(value);
  if (ms !== undefined && ms > 0 && ms <= DAY_MS) return ms;
  const what = `a duration up to a day with its unit (ms, s, min, h) is due, not ${shown(value)}`;
  return note(look, path, what, `"${example}"`);
}

export function rate(look: Look, value: unknown, path: string): number | undefined {
  const rate = ratePerMs(value);
  if (rate !== undefined && rate <= 1) return rate;
  const what = `a rate up to 1000/s with its unit (/s, /min, /h) is due, not ${shown(value)}`;
  return note(look, path, what, '"4.2/min"');
}

/** One for all periods, or a list with one each. */
export function perPeriod<T>(
  look: Look,
  value: unknown,
  path: string,
  periods: number,
  one: (look: Look, value: unknown, path: string) => T | undefined,
): T[] | undefined {
  if (Array.isArray(value)) {
    const bounds = { least: periods, most: periods, example: `[${SERVICE_EXAMPLE}, …]` };
    return list(look, value, path, bounds, (entry, at) => one(look, entry, at));
  }
  const read = one(look, value, path);
  return read === undefined ? undefined : Array(periods).fill(read);
}

export const service = (look: Look, value: unknown, path: string): Span | undefined =>
  span(look, object(look, value, path, SPAN_FIELDS, SERVICE_EXAMPLE), path, SERVICE_EXAMPLE);

export function patience(look: Look, value: unknown, path: string): Patience | undefined {
  const fields = object(look, value, path, [...SPAN_FIELDS, "zeroShare"], PATIENCE_EXAMPLE);
  const found = span(look, fields, path, PATIENCE_EXAMPLE);
  const zeroShare = share(look, fields?.zeroShare ?? 0, join(path, "zeroShare"));
  return found && zeroShare !== undefined ? { zeroShare, span: found } : undefined;
}

export const share = (look: Look, value: unknown, path: string): number | undefined =>
  number(look, value, path, { from: 0, to: 1, example: "0.1" });

const SPAN_FIELDS = ["type", "mean", "rate", "deviation"];

function span(
  look: Look,
  fields: Record<string, unknown> | undefined,
  path: string,
  example: string,
): Span | undefined {
  if (fields === undefined) return undefined;
  const { type, mean, rate: given, deviation } = fields;
  const at = (field: string) => join(path, field);
  if (type !== "exponential" && type !== "lognormal") {
    const what = `"exponential" or "lognormal" is due, not ${shown(type)}`;
    return note(look, at("type"), what, example);
  }
  if (type === "lognormal") {
    const meanMs = duration(look, mean, at("mean"), "12min");
    const deviationMs = duration(look, deviation, at("deviation"), "8min");
    if (given !== undefined) note(look, at("rate"), "a lognormal has a mean", '"12min"');
    return meanMs && deviationMs ? { type, meanMs, deviationMs } : undefined;
  }
  if (deviation !== undefined) note(look, at("deviation"), "an exponential has none", example);
  if ((mean === undefined) === (given === undefined)) {
    return note(look, path, "either a mean or a rate is due", example);
  }
  if (mean !== undefined) {
    const meanMs = duration(look, mean, at("mean"), "2min");
    return meanMs === undefined ? undefined : { type, meanMs };
  }
  const perMs = rate(look, given, at("rate"));
  if (perMs === 0) return note(look, at("rate"), "nothing would ever end", '"0.5/min"');
  return perMs === undefined ? undefined : { type, meanMs: 1 / perMs };
}
