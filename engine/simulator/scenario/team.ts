import { join, list, type Look, named, note, number, object, shown, table } from "./look.ts";
import type { Team } from "./scenario.ts";

/** A team: a list of agents by period, or an object that says more of them. */

const EXAMPLE = '{"agents": [12, 18, 9], "pace": [1, 1.6, 1.9]}';
const FIELDS = ["agents", "pace", "capacity", "groups", "skills"];
export const PERIODS_MAX = 288;
const AGENTS_MAX = 10_000;
/** Window caps of the trade end at 80. */
const CHATS_MAX = 100;
const GROUPS_MAX = 64;
const UNITS = 20;

export const teams = (look: Look, value: unknown): Team[] =>
  named(look, value, "teams", '{"sales": [12, 18, 9]}', (entry, path, id) => {
    const fields = Array.isArray(entry)
      ? { agents: entry }
      : object(look, entry, path, FIELDS, EXAMPLE);
    if (fields === undefined) return undefined;
    return team(look, fields, path, id, Array.isArray(entry) ? path : join(path, "agents"));
  });

function team(
  look: Look,
  fields: Record<string, unknown>,
  path: string,
  id: string,
  agentsPath: string,
): Team | undefined {
  const periods = { least: 1, most: PERIODS_MAX, example: "[12, 18, 9]" };
  const count = { from: 0, to: AGENTS_MAX, whole: true, example: "12" };
  const agents = list(
    look,
    fields.agents,
    agentsPath,
    periods,
    (one, at) => number(look, one, at, count),
  );
  const chats = { least: 1, most: CHATS_MAX, example: "[1, 1.6, 1.9]" };
  const speed = { from: 0.01, to: CHATS_MAX, example: "1.6" };
  const pace = list(
    look,
    fields.pace ?? [1],
    join(path, "pace"),
    chats,
    (one, at) => number(look, one, at, speed),
  );
  const capacity = fields.capacity === undefined
    ? undefined
    : number(look, fields.capacity, join(path, "capacity"), { ...speed, from: 0, example: "3.5" });
  const groups = list(
    look,
    fields.groups ?? [],
    join(path, "groups"),
    { least: 0, most: GROUPS_MAX, example: '["presale"]' },
    (one, at) => typeof one === "string" ? one : note(look, at, "a group's id is due", '"presale"'),
  );
  const skills = skillsOf(look, fields.skills ?? {}, join(path, "skills"));
  if (!agents || !pace || !groups) return undefined;
  const capacityUnits = capacity === undefined ? undefined : Math.round(capacity * UNITS);
  return { id, agents, pace, capacityUnits, groups, skills };
}

function skillsOf(look: Look, value: unknown, path: string): Record<string, number> {
  const found = table(look, value, path, '{"english": 3}') ?? {};
  for (const [skill, level] of Object.entries(found)) {
    const fine = Number.isInteger(level) && Number(level) >= 1 && Number(level) <= 5;
    if (!fine) {
      note(look, join(path, skill), `a level from 1 to 5 is due, not ${shown(level)}`, "3");
    }
  }
  return found as Record<string, number>;
}
