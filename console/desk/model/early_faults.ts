import type { Clock, Configuration, Route } from "../../../engine/contract/wire/configuration.ts";
import { CONFIGURATION_FAULTS } from "../../../engine/contract/wire/configuration_faults.ts";
import { isToken } from "../../../engine/contract/wire/ids.ts";
import { RULE_SENTENCES } from "../../../engine/contract/wire/refusals.ts";

/**
 * What is wrong while it is typed, before anything is saved, by the path of the field. The check
 * behind the door says the rest, and has the last word: the sentences are the same.
 */
export interface EarlyFault {
  path: string;
  sentence: { zh: string; en: string };
}

const DAY_MS = 86_400_000;
const LONGEST_MS = 30 * DAY_MS;
const SECOND_MS = 1_000;
const UNITS_MAX = 1_000;
const HOLDS_MAX = 20;

export const earlyFaults = (
  { routes, clocks, channels = [] }: Configuration,
): EarlyFault[] => [
  ...routes.flatMap((route, at) => ofRoute(route, `routes.${at}`)),
  ...channels.flatMap((row, at) => [
    ...channels.findIndex(({ channel }) => channel === row.channel) < at
      ? [{ path: `channels.${at}.channel`, sentence: CONFIGURATION_FAULTS.duplicateId }]
      : [],
    ...number(`channels.${at}.costUnits`, row.costUnits, 0, UNITS_MAX),
    ...(row.beside ?? []).flatMap(({ atMost }, nth) =>
      asked(`channels.${at}.beside.${nth}.atMost`, atMost, 0, UNITS_MAX)
    ),
  ]),
  ...clocks.flatMap((clock, at) => ofClock(clock, `clocks.${at}`)),
];

function ofRoute(route: Route, path: string): EarlyFault[] {
  const { requirements = [], relax = [], dormantAfterMs, dormantCostUnits } = route;
  return [
    ...skills(`${path}.requirements`, requirements),
    ...relax.flatMap((step, at) => [
      ...rising(`${path}.relax.${at}.afterMs`, step.afterMs, relax[at - 1]?.afterMs),
      ...skills(`${path}.relax.${at}.requirements`, step.requirements ?? []),
    ]),
    ...number(`${path}.dormantAfterMs`, dormantAfterMs, SECOND_MS, DAY_MS),
    ...number(`${path}.dormantCostUnits`, dormantCostUnits, 0, UNITS_MAX),
  ];
}

/** A step before that is no number yet has its own fault. */
function rising(path: string, afterMs: number, before: unknown): EarlyFault[] {
  const wrong = asked(path, afterMs, 0, LONGEST_MS);
  if (wrong.length > 0 || typeof before !== "number" || afterMs > before) return wrong;
  return [{ path, sentence: CONFIGURATION_FAULTS.relaxNotRising }];
}

const skills = (path: string, list: Route["requirements"]): EarlyFault[] =>
  list.flatMap(({ skill }, at) => {
    if (isToken(skill)) return [];
    const rule = skill ? "pattern" : "required";
    return [{ path: `${path}.${at}.skill`, sentence: RULE_SENTENCES[rule] }];
  });

/** An empty text would reach the visitor as it is. */
const ofClock = (
  { holdAtMs = [], holdTexts = [], holdsPerRoundMax }: Clock,
  path: string,
): EarlyFault[] => [
  ...holdAtMs.flatMap((ms, at) => asked(`${path}.holdAtMs.${at}`, ms, SECOND_MS, DAY_MS)),
  ...number(`${path}.holdsPerRoundMax`, holdsPerRoundMax, 0, HOLDS_MAX),
  ...holdTexts.flatMap((text, at) =>
    (["zh", "en"] as const).filter((tongue) => !text[tongue]?.trim()).map((tongue) => ({
      path: `${path}.holdTexts.${at}.${tongue}`,
      sentence: RULE_SENTENCES.required,
    }))
  ),
];

/** A whole number in its range; what cannot be a number stands in the draft as it was typed. */
function number(path: string, value: unknown, least: number, most: number): EarlyFault[] {
  if (value === undefined) return [];
  if (typeof value !== "number") return [{ path, sentence: RULE_SENTENCES.type }];
  const fits = Number.isInteger(value) && value >= least && value <= most;
  return fits ? [] : [{ path, sentence: RULE_SENTENCES.range }];
}

/** The same, where nothing at all will not do. */
const asked = (path: string, value: unknown, least: number, most: number): EarlyFault[] =>
  value === undefined || value === ""
    ? [{ path, sentence: RULE_SENTENCES.required }]
    : number(path, value, least, most);
