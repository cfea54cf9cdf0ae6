import type { Configuration } from "../../contract/wire/configuration.ts";
import { isToken } from "../../contract/wire/ids.ts";
import { validateConfiguration } from "../../core/mod.ts";
import { duration } from "./law.ts";
import { join, list, type Look, note, number, object, shown } from "./look.ts";
import type { Index, Scenario } from "./scenario.ts";
import { makesSense } from "./sense.ts";
import { PERIODS_MAX, teams } from "./team.ts";
import { classes, PRIORITIES } from "./visitor_class.ts";

export type Read = { ok: true; scenario: Scenario } | { ok: false; problems: string[] };

const FIELDS = [
  "$schema",
  "name",
  "about",
  "days",
  "seed",
  "answerWithin",
  "periodLength",
  "until",
  "busyness",
  "teams",
  "classes",
  "index",
  "configuration",
  "tuning",
];
const DAYS_MAX = 100_000;
const SEED_MAX = 2 ** 32 - 1;
const SHAPE_MAX = 1_000_000;
const INDEX_MAX = 1e9;

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
    untilMs: fields.until === undefined ? undefined : duration(look, fields.until, "until", "130s"),
    busynessShape: busyness(look, fields.busyness),
    teams: teams(look, fields.teams),
    classes: classes(look, fields.classes),
    index: indices(look, fields.index),
    configuration: configuration(look, fields.configuration),
  };
  if (look.problems.length === 0) makesSense(look, scenario as Scenario);
  if (look.problems.length > 0) return { ok: false, problems: look.problems };
  return { ok: true, scenario: scenario as Scenario };
}

/** An interval needs two days. */
const COUNT = { from: 2, whole: true };

function name(look: Look, value: unknown): string | undefined {
  if (isToken(value)) return value;
  const what = `1 to 64 letters, digits, - or _ are due, not ${shown(value)}`;
  return note(look, "name", what, '"day"');
}

function busyness(look: Look, value: unknown): number | undefined {
  if (value === undefined) return undefined;
  const example = '{"gammaShape": 28.7}';
  const fields = object(look, value, "busyness", ["gammaShape"], example);
  const bounds = { from: 0.01, to: SHAPE_MAX, example };
  return fields && number(look, fields.gammaShape, "busyness.gammaShape", bounds);
}

const INDEX_EXAMPLE =
  '{"base": [9, 8, 7, 6, 5, 4, 3, 2, 1, 0], "slope": [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]}';

function indices(look: Look, value: unknown): Scenario["index"] {
  if (value === undefined) return undefined;
  if (!Array.isArray(value)) return [index(look, value, "index")].flatMap((one) => one ?? []);
  const bounds = { least: 1, most: PERIODS_MAX, example: `[${INDEX_EXAMPLE}, …]` };
  return list(look, value, "index", bounds, (one, at) => index(look, one, at));
}

function index(look: Look, value: unknown, path: string): Index | undefined {
  const fields = object(look, value, path, ["base", "slope"], INDEX_EXAMPLE);
  const bounds = { least: PRIORITIES, most: PRIORITIES, example: INDEX_EXAMPLE };
  const numbers = (field: "base" | "slope") =>
    list(
      look,
      fields?.[field],
      join(path, field),
      bounds,
      (one, at) => number(look, one, at, { from: 0, to: INDEX_MAX, example: "1" }),
    );
  const base = numbers("base");
  const slope = numbers("slope");
  return base && slope ? { base, slope } : undefined;
}

/** The same document that would be published; what it says wrong is said by the core. */
function configuration(look: Look, value: unknown): Configuration | undefined {
  if (value === undefined) return undefined;
  const validated = validateConfiguration(value);
  if (validated.ok) return validated.configuration;
  for (const { path, ...fault } of validated.faults) {
    note(look, join("configuration", path), shown(fault), "a document that could be published");
  }
  return undefined;
}
