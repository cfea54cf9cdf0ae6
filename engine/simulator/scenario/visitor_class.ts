import { duration, patience, perPeriod, rate, service, SERVICE_EXAMPLE, share } from "./law.ts";
import { join, list, type Look, named, note, number, object } from "./look.ts";
import type { VisitorClass } from "./scenario.ts";
import { PERIODS_MAX } from "./team.ts";

/** A class of visitors: how they come, what they take, how long they wait. */

const FIELDS = [
  "arrivals",
  "service",
  "patience",
  "silent",
  "returns",
  "teams",
  "priority",
  "cost",
  "route",
  "topic",
];
const EXAMPLE =
  '{"arrivals": ["4.2/min"], "service": {"type": "exponential", "mean": "2min"}, "teams": ["sales"]}';
/** Proficiency tells a class's teams apart, and has five levels. */
const TEAMS_OF_CLASS_MAX = 5;
export const PRIORITIES = 10;
const RECORDED_MAX = 200_000;
const UNITS = 20;

export const classes = (look: Look, value: unknown): VisitorClass[] =>
  named(look, value, "classes", `{"buyers": ${EXAMPLE}}`, (entry, path, id) => {
    const fields = object(look, entry, path, FIELDS, EXAMPLE);
    return fields && visitorClass(look, fields, path, id);
  });

function visitorClass(
  look: Look,
  fields: Record<string, unknown>,
  path: string,
  id: string,
): VisitorClass {
  const at = (field: string) => join(path, field);
  const recorded = Array.isArray(fields.arrivals) || typeof fields.arrivals !== "object"
    ? undefined
    : moments(look, fields.arrivals, at("arrivals"));
  const rates = { least: 1, most: PERIODS_MAX, example: '["4.2/min", "5.3/min"]' };
  const arrivals = recorded !== undefined ? [] : list(
    look,
    fields.arrivals,
    at("arrivals"),
    rates,
    (one, where) => rate(look, one, where),
  ) ?? [];
  const periods = Array.isArray(fields.arrivals) ? fields.arrivals.length : 1;
  const served = { least: 0, most: TEAMS_OF_CLASS_MAX, example: '["sales"]' };
  const priority = { from: 0, to: PRIORITIES - 1, whole: true, example: "4" };
  const cost = number(look, fields.cost ?? 1, at("cost"), { from: 0.05, to: 50, example: "0.5" });
  return {
    id,
    arrivals,
    recorded,
    service: perPeriod(look, fields.service, at("service"), periods, service) ?? [],
    patience: fields.patience === undefined
      ? undefined
      : perPeriod(look, fields.patience, at("patience"), periods, patience),
    silent: silent(look, fields.silent, at("silent")),
    returns: returns(look, fields.returns, at("returns")),
    teams: list(
      look,
      fields.teams ?? [],
      at("teams"),
      served,
      (one, where) => text(look, one, where, "a team's name"),
    ) ?? [],
    priority: perPeriod(
      look,
      fields.priority ?? 4,
      at("priority"),
      periods,
      (_, one, where) => number(look, one, where, priority),
    ) ?? [],
    costUnits: Math.round((cost ?? 1) * UNITS),
    route: optional(look, fields.route, at("route"), "a route's id"),
    topic: optional(look, fields.topic, at("topic"), "a topic's id"),
  };
}

const text = (look: Look, value: unknown, path: string, what: string): string | undefined =>
  typeof value === "string" ? value : note(look, path, `${what} is due`, '"sales"');

const optional = (look: Look, value: unknown, path: string, what: string): string | undefined =>
  value === undefined ? undefined : text(look, value, path, what);

function moments(look: Look, value: unknown, path: string): number[] | undefined {
  const example = '{"recorded": ["12s", "15.2s"]}';
  const fields = object(look, value, path, ["recorded"], example);
  const bounds = { least: 1, most: RECORDED_MAX, example: '["12s", "15.2s"]' };
  return fields &&
    list(
      look,
      fields.recorded,
      join(path, "recorded"),
      bounds,
      (one, at) => duration(look, one, at, "12s"),
    );
}

function silent(look: Look, value: unknown, path: string): VisitorClass["silent"] {
  if (value === undefined) return undefined;
  const fields = object(look, value, path, ["share", "waste"], '{"share": 0.7, "waste": "60s"}');
  const found = share(look, fields?.share, join(path, "share"));
  const wasteMs = duration(look, fields?.waste, join(path, "waste"), "60s");
  return found !== undefined && wasteMs ? { share: found, wasteMs } : undefined;
}

function returns(look: Look, value: unknown, path: string): VisitorClass["returns"] {
  if (value === undefined) return undefined;
  const example = `{"share": 0.2, "after": ${SERVICE_EXAMPLE}}`;
  const fields = object(look, value, path, ["share", "after"], example);
  const bounds = { from: 0, to: 0.9, example: "0.2" };
  const found = number(look, fields?.share, join(path, "share"), bounds);
  const after = service(look, fields?.after, join(path, "after"));
  return found !== undefined && after ? { share: found, after } : undefined;
}
