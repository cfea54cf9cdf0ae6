import { isToken } from "../../contract/wire/ids.ts";
import type { Span } from "../chance/draw.ts";
import { join, list, type Look, note, number, object, shown, table } from "./look.ts";
import type { Patience, Scenario, Team, VisitorClass } from "./scenario.ts";
import { durationMs, ratePerMs } from "./units.ts";
import { makesSense } from "./sense.ts";

export type Read = { ok: true; scenario: Scenario } | { ok: false; problems: string[] };

const FIELDS = [
  "$schema",
  "name",
  "about",
  "days",
  "seed",
  "answerWithin",
  "periodLength",
  "busyness",
  "teams",
  "classes",
  "index",
];
const CLASS_FIELDS = ["arrivals", "service", "patience", "teams", "priority"];
const PERIODS_MAX = 288;
const DAYS_MAX = 100_000;
const AGENTS_MAX = 10_000;
const SEED_MAX = 2 ** 32 - 1;
const DAY_MS = 86_400_000;
const SHAPE_MAX = 1_000_000;
/** Proficiency tells a class's teams apart, and has five levels. */
const TEAMS_OF_CLASS_MAX = 5;
const PRIORITIES = 10;
const INDEX_MAX = 1e9;

const SERVICE_EXAMPLE = '{"type": "exponential", "mean": "2min"}';
const PATIENCE_EXAMPLE = '{"type": "exponential", "mean": "120s", "zeroShare": 0.1}';
const CLASS_EXAMPLE =
  '{"arrivals": ["4.2/min"], "service": {"type": "exponential", "mean": "2min"}, "teams": ["sales"]}';

/** An untrusted document as a scenario, or everything that is wrong with it. */
export function readScenario(value: unknown): Read {
  const look: Look = { problems: [] };
  const fields = object(look, value, "", FIELDS, '{"name": "tomorrow", …}');
  if (fields === undefined) return { ok: false, problems: look.problems };
  const scenario = {
    name: name(look, fields.name),
    days: number(look, fields.days, "days", { ...COUNT, to: DAYS_MAX, example: "1000" }),
    seed: number(look, fields.seed, "seed", { ...COUNT, from: 0, to: SEED_MAX, example: "1" }),
    answerWithinMs: duration(look, fields.answerWithin, "answerWithin", "20s"),
    periodMs: duration(look, fields.periodLength, "periodLength", "120min"),
    busynessShape: busyness(look, fields.busyness),
    teams: teams(look, fields.teams),
    classes: classes(look, fields.classes),
    index: index(look, fields.index),
  };
  if (look.problems.length === 0) makesSense(look, scenario as Scenario);
  if (look.problems.length > 0) return { ok: false, problems: look.problems };
  return { ok: true, scenario: scenario as Scenario };
}

/** An interval needs two days. */
const COUNT = { from: 2, whole: true };

function name(look: Look, value: unknown): string | undefined {
  if (isToken(value)) return value;
  return note(
    look,
    "name",
    `1 to 64 letters, digits, - or _ are due, not ${shown(value)}`,
    '"day"',
  );
}

function duration(look: Look, value: unknown, path: string, example: string): number | undefined {
  const ms = durationMs(value);
  if (ms !== undefined && ms > 0 && ms <= DAY_MS) return ms;
  const what = `a duration up to a day with its unit (ms, s, min, h) is due, not ${shown(value)}`;
  return note(look, path, what, `"${example}"`);
}

function rate(look: Look, value: unknown, path: string): number | undefined {
  const rate = ratePerMs(value);
  if (rate !== undefined && rate <= 1) return rate;
  const what = `a rate up to 1000/s with its unit (/s, /min, /h) is due, not ${shown(value)}`;
  return note(look, path, what, '"4.2/min"');
}

function busyness(look: Look, value: unknown): number | undefined {
  if (value === undefined) return undefined;
  const example = '{"gammaShape": 28.7}';
  const fields = object(look, value, "busyness", ["gammaShape"], example);
  const bounds = { from: 0.01, to: SHAPE_MAX, example };
  return fields && number(look, fields.gammaShape, "busyness.gammaShape", bounds);
}

/** Entries of a table whose names become ids. */
function named<T>(
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

function teams(look: Look, value: unknown): Team[] {
  const example = '{"sales": [12, 18, 9]}';
  const bounds = { least: 1, most: PERIODS_MAX, example: "[12, 18, 9]" };
  return named(look, value, "teams", example, (entry, path, id) => {
    const agents = list(
      look,
      entry,
      path,
      bounds,
      (one, at) => number(look, one, at, { from: 0, to: AGENTS_MAX, whole: true, example: "12" }),
    );
    return agents && { id, agents };
  });
}

function classes(look: Look, value: unknown): VisitorClass[] {
  return named(look, value, "classes", `{"buyers": ${CLASS_EXAMPLE}}`, (entry, path, id) => {
    const fields = object(look, entry, path, CLASS_FIELDS, CLASS_EXAMPLE);
    if (fields === undefined) return undefined;
    const at = (field: string) => join(path, field);
    const rates = { least: 1, most: PERIODS_MAX, example: '["4.2/min", "5.3/min"]' };
    const served = { least: 1, most: TEAMS_OF_CLASS_MAX, example: '["sales"]' };
    const bounds = { from: 0, to: PRIORITIES - 1, whole: true, example: "4" };
    return {
      id,
      arrivals: list(look, fields.arrivals, at("arrivals"), rates, (one, where) =>
        rate(look, one, where)) ?? [],
      service: perPeriod(look, fields.service, at("service"), fields.arrivals, service) ?? [],
      patience: fields.patience === undefined
        ? undefined
        : perPeriod(look, fields.patience, at("patience"), fields.arrivals, patience),
      teams: list(look, fields.teams, at("teams"), served, (one, where) =>
        typeof one === "string" ? one : note(look, where, "a team's name is due", '"sales"')) ?? [],
      priority: number(look, fields.priority ?? 4, at("priority"), bounds) ?? 0,
    };
  });
}

/** One for all periods, or a list with one each. */
function perPeriod<T>(
  look: Look,
  value: unknown,
  path: string,
  arrivals: unknown,
  one: (look: Look, value: unknown, path: string) => T | undefined,
): T[] | undefined {
  const periods = Array.isArray(arrivals) ? arrivals.length : 1;
  if (Array.isArray(value)) {
    const bounds = { least: periods, most: periods, example: `[${SERVICE_EXAMPLE}, …]` };
    return list(look, value, path, bounds, (entry, at) => one(look, entry, at));
  }
  const read = one(look, value, path);
  return read === undefined ? undefined : Array(periods).fill(read);
}

const service = (look: Look, value: unknown, path: string): Span | undefined =>
  span(look, object(look, value, path, SPAN_FIELDS, SERVICE_EXAMPLE), path, SERVICE_EXAMPLE);

function patience(look: Look, value: unknown, path: string): Patience | undefined {
  const fields = object(look, value, path, [...SPAN_FIELDS, "zeroShare"], PATIENCE_EXAMPLE);
  const found = span(look, fields, path, PATIENCE_EXAMPLE);
  const bounds = { from: 0, to: 1, example: "0.1" };
  const zeroShare = number(look, fields?.zeroShare ?? 0, join(path, "zeroShare"), bounds);
  return found && zeroShare !== undefined ? { zeroShare, span: found } : undefined;
}

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
    return note(
      look,
      at("type"),
      `"exponential" or "lognormal" is due, not ${shown(type)}`,
      example,
    );
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

function index(look: Look, value: unknown): Scenario["index"] {
  if (value === undefined) return undefined;
  const example =
    '{"base": [9, 8, 7, 6, 5, 4, 3, 2, 1, 0], "slope": [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]}';
  const fields = object(look, value, "index", ["base", "slope"], example);
  const bounds = { least: PRIORITIES, most: PRIORITIES, example };
  const numbers = (field: "base" | "slope") =>
    list(
      look,
      fields?.[field],
      `index.${field}`,
      bounds,
      (one, at) => number(look, one, at, { from: 0, to: INDEX_MAX, example: "1" }),
    );
  const base = numbers("base");
  const slope = numbers("slope");
  return base && slope ? { base, slope } : undefined;
}
