import type { AgentRecord } from "../../../engine/contract/wire/roster.ts";

/** What an admin types about an agent, and what it comes to: a whole record, or faults by field. */
export interface RosterForm {
  name: string;
  /** In conversations; units are twentieths of one. */
  chats: string;
  windows: string;
  /** Weight by group; absent = no member. */
  weights: Record<string, string>;
  /** Empty = all. */
  shops: readonly string[];
  /** Empty = always on shift. */
  schedule: string;
  skills: readonly { skill: string; level: number }[];
}
export type RosterFault = "name" | "chats" | "windows" | "weight" | "skill";

export const UNITS_PER_CHAT = 20;
const CHATS_MAX = 200;
const WINDOWS_MAX = 500;
const WEIGHT_MAX = 100;
const SKILL = /^[A-Za-z0-9_-]{1,64}$/;

export const formOf = (record: AgentRecord): RosterForm => ({
  name: record.name,
  chats: String(record.capacityUnits / UNITS_PER_CHAT),
  windows: String(record.windowCap),
  weights: Object.fromEntries(record.memberships.map((one) => [one.group, String(one.weight)])),
  shops: record.shops ?? [],
  schedule: record.schedule ?? "",
  skills: Object.entries(record.skills ?? {}).map(([skill, level]) => ({ skill, level })),
});

const whole = (text: string, least: number, most: number): number | undefined => {
  const value = Number(text);
  return text.trim() !== "" && Number.isInteger(value) && value >= least && value <= most
    ? value
    : undefined;
};

export function faultsOf(form: RosterForm): RosterFault[] {
  const units = Number(form.chats) * UNITS_PER_CHAT;
  const names = form.skills.map((one) => one.skill);
  const wrong: Record<RosterFault, boolean> = {
    name: form.name.trim() === "",
    chats: form.chats.trim() === "" || !isStep(units) || units < 0 ||
      units > CHATS_MAX * UNITS_PER_CHAT,
    windows: whole(form.windows, 0, WINDOWS_MAX) === undefined,
    weight: Object.values(form.weights).some((one) => whole(one, 1, WEIGHT_MAX) === undefined),
    skill: names.some((one) => !SKILL.test(one)) || new Set(names).size < names.length,
  };
  return (Object.keys(wrong) as RosterFault[]).filter((one) => wrong[one]);
}

const FIELD_OF: [path: RegExp, fault: RosterFault][] = [
  [/^name$/, "name"],
  [/^capacityUnits$/, "chats"],
  [/^windowCap$/, "windows"],
  [/^memberships\./, "weight"],
  [/^skills(\.|$)/, "skill"],
];

/** What the door found wrong, at the fields of the form; a path that the form lacks is left out. */
export const faultsAt = (fields: readonly { path: string }[]): RosterFault[] =>
  FIELD_OF.filter(([pattern]) => fields.some(({ path }) => pattern.test(path)))
    .map(([, fault]) => fault);

/** Twentieths come out of decimals a hair beside themselves. */
const isStep = (units: number): boolean => Math.abs(units - Math.round(units)) < 1e-6;

/** What the form does not show (channels, bonuses, the portrait) stays as it was. */
export function recordOf(form: RosterForm, before: AgentRecord): AgentRecord {
  const { shops: _shops, skills: _skills, schedule: _schedule, ...kept } = before;
  return {
    ...kept,
    name: form.name.trim(),
    capacityUnits: Math.round(Number(form.chats) * UNITS_PER_CHAT),
    windowCap: Number(form.windows),
    memberships: Object.entries(form.weights).map(([group, weight]) => ({
      ...before.memberships.find((one) => one.group === group),
      group,
      weight: Number(weight),
    })),
    ...(form.shops.length > 0 && { shops: [...form.shops] }),
    ...(form.schedule !== "" && { schedule: form.schedule }),
    ...(form.skills.length > 0 && {
      skills: Object.fromEntries(form.skills.map(({ skill, level }) => [skill, level])),
    }),
  };
}
