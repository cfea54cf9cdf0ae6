import { join, type Look, note } from "./look.ts";
import { expectedArrivals, type Scenario } from "./scenario.ts";

/** What the parts of a scenario say of each other. */

/** A day is held in memory as a whole. */
const ARRIVALS_OF_DAY_MAX = 1_000_000;
const DAY_MS = 86_400_000;

export function makesSense(look: Look, scenario: Scenario): void {
  const { teams, classes, periodMs } = scenario;
  const periods = teams[0].agents.length;
  if (periods * periodMs > DAY_MS) {
    note(look, "periodLength", `${periods} periods are more than a day`, '"30min"');
  }
  for (const { id, agents } of teams) sameLength(look, join("teams", id), agents, periods);
  for (const { id, arrivals, recorded } of classes) {
    const path = join(join("classes", id), "arrivals");
    if (recorded === undefined) sameLength(look, path, arrivals, periods);
    else if (recorded.some((at) => at >= periods * periodMs)) {
      note(look, path, "a recorded arrival is later than the last period", '"12s"');
    }
  }
  if (scenario.configuration === undefined) checkTeams(look, scenario);
  else checkNames(look, scenario);
  if (expectedArrivals(scenario) > ARRIVALS_OF_DAY_MAX) {
    note(look, "classes", `more than ${ARRIVALS_OF_DAY_MAX} arrivals a day`, '"4.2/min"');
  }
  checkIndex(look, scenario);
}

function sameLength(look: Look, path: string, list: unknown[], periods: number): void {
  if (list.length === periods) return;
  const example = JSON.stringify(Array(periods).fill(typeof list[0] === "number" ? 12 : "4.2/min"));
  note(look, path, `${list.length} periods where the first team has ${periods}`, example);
}

/** Somebody has to be there for the last of those who never lose patience. */
function checkTeams(look: Look, { teams, classes }: Scenario): void {
  for (const { id, teams: named, patience } of classes) {
    const path = join(join("classes", id), "teams");
    if (named.length === 0) note(look, path, "a team is due", '["sales"]');
    const known = named.map((name) => teams.find((team) => team.id === name));
    named.forEach((name, at) => {
      const again = named.indexOf(name) !== at;
      if (again) note(look, join(path, at), `${name} is named twice`, '["sales", "service"]');
      if (known[at] !== undefined) return;
      const all = teams.map((team) => team.id);
      note(look, join(path, at), `no team is called ${name}`, JSON.stringify(all));
    });
    const staysOpen = known.some((team) => (team?.agents.at(-1) ?? 0) > 0);
    if (!staysOpen && patience === undefined && !known.includes(undefined)) {
      note(look, path, "nobody is there in the last period, and nobody loses patience", "[12, 1]");
    }
  }
}

/** With a real configuration, classes come by a route and teams are members of groups. */
function checkNames(look: Look, { teams, classes, configuration, index }: Scenario): void {
  const groups = configuration!.groups.map(({ id }) => id);
  for (const { id, groups: named } of teams) {
    const path = join(join("teams", id), "groups");
    if (named.length === 0) note(look, path, "a group is due", JSON.stringify(groups));
    named.forEach((name, at) => {
      if (groups.includes(name)) return;
      note(look, join(path, at), `no group is called ${name}`, JSON.stringify(groups));
    });
  }
  for (const { id, route, topic } of classes) {
    const path = join("classes", id);
    const known = configuration!.routes.find((one) => one.id === route);
    const routes = JSON.stringify(configuration!.routes.map((one) => one.id));
    if (known === undefined) note(look, join(path, "route"), "one of the routes is due", routes);
    else if (topic !== undefined && !known.topics.some((one) => one.id === topic)) {
      const topics = JSON.stringify(known.topics.map((one) => one.id));
      note(look, join(path, "topic"), `${route} has no topic ${topic}`, topics);
    }
  }
  if (index !== undefined) note(look, "index", "the configuration has its own", "no such field");
}

function checkIndex(look: Look, { index, teams }: Scenario): void {
  const periods = teams[0].agents.length;
  if (index !== undefined && index.length > 1 && index.length !== periods) {
    note(look, "index", `${index.length} where there are ${periods} periods`, "one, or one each");
  }
  index?.forEach(({ base }, nth) => {
    const path = index.length > 1 ? `index.${nth}.base` : "index.base";
    base.forEach((one, at) => {
      if (at === 0 || one <= base[at - 1]) return;
      const what = "a base does not rise with the priority's number";
      note(look, join(path, at), what, "[9, 8, 7 …]");
    });
  });
}
