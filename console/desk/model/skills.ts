import type { Configuration, Route } from "../../../engine/contract/wire/configuration.ts";
import type { AgentRecord } from "../../../engine/contract/wire/roster.ts";

/** Proficiency, 5 highest. */
export const LEVELS = [1, 2, 3, 4, 5] as const;

const MINUTE_MS = 60_000;

/** Skills that anybody has or an entrance asks for, in the order of the alphabet. */
export function knownSkills(
  { routes }: Configuration,
  roster: readonly Pick<AgentRecord, "skills">[],
): string[] {
  const asked = routes.flatMap(({ requirements, relax = [] }) =>
    [requirements, ...relax.map((step) => step.requirements)].flat().map(({ skill }) => skill)
  );
  const had = roster.flatMap(({ skills = {} }) => Object.keys(skills));
  return [...new Set([...asked, ...had])].filter((skill) => skill !== "").sort();
}

/** One more step of relaxation: a minute after the last one, and a level less of every skill. */
export function freshRelaxation(
  { requirements, relax = [] }: Pick<Route, "requirements" | "relax">,
): NonNullable<Route["relax"]>[number] {
  const last = relax.at(-1) ?? { afterMs: 0, requirements };
  return {
    // what is still being typed is no number yet
    afterMs: (Number(last.afterMs) || 0) + MINUTE_MS,
    requirements: last.requirements.filter(({ level }) => level > 1)
      .map(({ skill, level }) => ({ skill, level: level - 1 })),
  };
}
