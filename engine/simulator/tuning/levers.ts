import { periodsOf, type Scenario } from "../scenario/scenario.ts";
import { PRIORITIES } from "../scenario/visitor_class.ts";
import { plainWeights, type Weights, withWeights } from "./weights.ts";

/**
 * What can be turned: for each period who comes first or last and by how much, each class's pace of
 * waiting, the order of a class's teams, and the times and lengths of overflow. Every option is a
 * change of the setting so far; the first of each lever changes nothing.
 */
export interface Lever {
  name: string;
  options: Option[];
}

export interface Option {
  name: string;
  turn: (setting: Setting) => Setting;
}

export interface Setting {
  scenario: Scenario;
  weights: Weights;
}

/** Minutes: two are a long wait where twenty seconds are the aim, ten are strict. */
const HEAD_STARTS = [2, 5, 10];
const SLOPES = [0.25, 4];
const STRETCHES = [0.5, 2, 4];

export const plainSetting = (scenario: Scenario): Setting => ({
  scenario,
  weights: plainWeights(scenario),
});

export const settled = ({ scenario, weights }: Setting): Scenario => withWeights(scenario, weights);

const STAYS: Option = { name: "as it is", turn: (setting) => setting };

export function leversOf(scenario: Scenario): Lever[] {
  const { classes, configuration } = scenario;
  if (classes.length > PRIORITIES) return [];
  // A real document has one index all day.
  const periods = configuration === undefined ? periodsOf(scenario) : 1;
  return [
    ...classes.flatMap((_, kind) => ordersOf(scenario, kind)),
    ...Array.from({ length: periods }, (_, period) => firstAndLast(scenario, period)),
    ...classes.map((_, kind) => slopeOf(scenario, kind)),
    ...overflowsOf(scenario),
  ];
}

function ordersOf({ classes }: Scenario, kind: number): Lever[] {
  const { id, teams } = classes[kind];
  if (teams.length < 2) return [];
  const options = teams.slice(1).map((first): Option => ({
    name: `${first} first`,
    turn: ({ scenario, weights }) => ({
      weights,
      scenario: {
        ...scenario,
        classes: scenario.classes.map((one, at) =>
          at === kind ? { ...one, teams: [first, ...teams.filter((team) => team !== first)] } : one
        ),
      },
    }),
  }));
  return [{ name: `teams of ${id}`, options: [STAYS, ...options] }];
}

function firstAndLast({ classes, configuration }: Scenario, period: number): Lever {
  const allDay = configuration !== undefined;
  const heads = (of: (kind: number) => number) => ({ scenario, weights }: Setting): Setting => ({
    scenario,
    weights: {
      ...weights,
      heads: weights.heads.map((old, at) =>
        at === period || allDay ? classes.map((_, kind) => of(kind)) : old
      ),
    },
  });
  const options = classes.flatMap(({ id }, kind) =>
    HEAD_STARTS.flatMap((minutes): Option[] => [
      { name: `${id} first by ${minutes} min`, turn: heads((one) => one === kind ? minutes : 0) },
      { name: `${id} last by ${minutes} min`, turn: heads((one) => one === kind ? 0 : minutes) },
    ])
  );
  return { name: allDay ? "all day" : `period ${period + 1}`, options: [STAYS, ...options] };
}

const slopeOf = ({ classes }: Scenario, kind: number): Lever => ({
  name: `waiting of ${classes[kind].id}`,
  options: [
    STAYS,
    ...SLOPES.map((slope): Option => ({
      name: `counts ${slope} times`,
      turn: ({ scenario, weights }) => ({
        scenario,
        weights: { ...weights, slopes: weights.slopes.map((old, at) => at === kind ? slope : old) },
      }),
    })),
  ],
});

/** Every time and length of the overflow rules, stretched. */
function overflowsOf({ configuration }: Scenario): Lever[] {
  return (configuration?.groups ?? []).flatMap(({ id, overflow }, group) =>
    overflow.flatMap((rule, at): Lever[] => {
      const fields = (["afterMs", "minQueue", "estimateOverMs", "threshold"] as const)
        .filter((field) => typeof (rule as unknown as Record<string, unknown>)[field] === "number");
      return fields.map((field) => ({
        name: `${field} of ${id} to ${rule.to}`,
        options: [
          STAYS,
          ...STRETCHES.map((by): Option => ({
            name: `${by} times`,
            turn: (setting) => stretched(setting, group, at, field, by),
          })),
        ],
      }));
    })
  );
}

function stretched(
  { scenario, weights }: Setting,
  group: number,
  at: number,
  field: string,
  by: number,
): Setting {
  const groups = scenario.configuration!.groups.map((one, nth) => {
    if (nth !== group) return one;
    const overflow = one.overflow.map((rule, n) => {
      const value = (rule as unknown as Record<string, number>)[field];
      return n === at ? { ...rule, [field]: Math.round(value * by) } : rule;
    });
    return { ...one, overflow };
  });
  return {
    weights,
    scenario: { ...scenario, configuration: { ...scenario.configuration!, groups } },
  };
}
