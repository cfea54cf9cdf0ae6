import type { Configuration, Group, Route } from "../wire/configuration.ts";
import type { FieldFault } from "../wire/refusals.ts";
import type { AgentRecord } from "../wire/roster.ts";
import { CLASS_COUNT } from "../wire/states.ts";
import { type Note, noteIn } from "./findings.ts";
import { neverMeet } from "./hours.ts";

/**
 * What works and is hardly meant: groups that nothing leads to or nobody serves, work that weighs
 * more than anybody can carry, classes that starve. `roster` as it is now; absent = not looked at.
 */
export function warningsOf(
  configuration: Configuration,
  roster?: readonly AgentRecord[],
): FieldFault[] {
  const findings: FieldFault[] = [];
  const note = noteIn(findings);
  checkReach(configuration, note);
  checkStarvation(configuration, note);
  checkHolds(configuration, note);
  if (roster !== undefined) {
    checkRoster(configuration, roster, note);
    checkEntitled(configuration, roster, note);
    checkShifts(configuration, roster, note);
  }
  return findings;
}

/** Groups that a visitor of these routes can come to: by route and topic, then along overflow. */
function reachedBy(routes: readonly Route[], { groups }: Configuration): Set<string> {
  const byId = new Map(groups.map((group) => [group.id, group]));
  const reached = new Set<string>();
  const open = routes.flatMap(({ group, topics }) => [group, ...topics.map((one) => one.group)]);
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (reached.has(id)) continue;
    reached.add(id);
    open.push(...targetsOf(byId.get(id)));
  }
  return reached;
}

function checkReach(configuration: Configuration, note: Note): void {
  const { groups, routes } = configuration;
  const reached = reachedBy(routes, configuration);
  groups.forEach(({ id }, at) => {
    if (!reached.has(id)) note(`groups.${at}.id`, "state", "groupUnreachable");
  });
}

const targetsOf = (group: Group | undefined): string[] => group?.overflow.map(({ to }) => to) ?? [];

/** Left messages stand behind everybody on purpose. */
const LEFT_CLASS = CLASS_COUNT - 1;

/** A class that routes use and waiting does not raise, while waiting raises a higher one. */
function checkStarvation({ index: { slope }, routes }: Configuration, note: Note): void {
  const used = new Set(routes.map((route) => route.class));
  for (let at = 1; at < LEFT_CLASS; at++) {
    const risesAbove = slope.slice(0, at).some((higher) => higher > 0);
    if (used.has(at) && slope[at] === 0 && risesAbove) {
      note(`index.slope.${at}`, "range", "starvation");
    }
  }
}

function checkHolds({ clocks }: Configuration, note: Note): void {
  clocks.forEach(({ holdAtMs = [], holdTexts = [] }, at) => {
    if (holdAtMs.length > 0 && holdTexts.length === 0) {
      note(`clocks.${at}.holdTexts`, "required", "holdWithoutTexts");
    }
  });
}

function checkRoster(
  { groups, routes }: Configuration,
  roster: readonly AgentRecord[],
  note: Note,
): void {
  const most = new Map<string, number>();
  for (const { memberships, capacityUnits } of roster) {
    for (const { group } of memberships) {
      most.set(group, Math.max(most.get(group) ?? 0, capacityUnits));
    }
  }
  groups.forEach(({ id }, at) => {
    if (!most.has(id)) note(`groups.${at}.id`, "state", "groupWithoutAgents");
    else if (most.get(id) === 0) note(`groups.${at}.id`, "range", "capacityZero");
  });
  routes.forEach(({ group, topics, costUnits }, at) => {
    const room = [group, ...topics.map((topic) => topic.group)].map((id) => most.get(id) ?? 0);
    const tooSmall = room.some((units) => units > 0 && units < costUnits);
    if (tooSmall) note(`routes.${at}.costUnits`, "range", "neverFits");
  });
}

/** Routes whose conversations nobody may get, not even when what they ask has been relaxed. */
function checkEntitled(
  configuration: Configuration,
  roster: readonly AgentRecord[],
  note: Note,
): void {
  configuration.routes.forEach((route, at) => {
    const reached = reachedBy([route], configuration);
    const members = roster.filter(({ memberships }) =>
      memberships.some(({ group }) => reached.has(group))
    );
    if (members.length === 0) return;
    if (!members.some(({ channels }) => channels.includes(route.channel))) {
      note(`routes.${at}.channel`, "state", "channelNobodyServes");
    }
    if (!members.some(({ shops }) => shops === undefined || shops.includes(route.shop))) {
      note(`routes.${at}.shop`, "state", "shopNobodyServes");
    }
    const steps = route.relax?.length ?? 0;
    const asked = route.relax?.[steps - 1]?.requirements ?? route.requirements;
    const path = steps === 0 ? "requirements" : `relax.${steps - 1}.requirements`;
    asked.forEach(({ skill, level }, nth) => {
      if (members.some(({ skills }) => (skills?.[skill] ?? 0) >= level)) return;
      note(`routes.${at}.${path}.${nth}`, "state", "skillNobodyHas");
    });
  });
}

/** Groups whose members all have shifts, none of them within the group's hours. */
function checkShifts(
  { groups, schedules }: Configuration,
  roster: readonly AgentRecord[],
  note: Note,
): void {
  const byId = new Map(schedules?.map((schedule) => [schedule.id, schedule]));
  groups.forEach(({ id, schedule = "" }, at) => {
    const members = roster.filter(({ memberships }) =>
      memberships.some(({ group }) => group === id)
    );
    const apart = members.filter((member) =>
      neverMeet(byId.get(schedule), byId.get(member.schedule ?? ""))
    );
    if (members.length > 0 && apart.length === members.length) {
      note(`groups.${at}.schedule`, "state", "shiftsNeverMeet");
    }
  });
}
