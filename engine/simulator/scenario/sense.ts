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
  for (const { id, arrivals } of classes) {
    sameLength(look, join(join("classes", id), "arrivals"), arrivals, periods);
  }
  checkTeams(look, scenario);
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

function checkIndex(look: Look, { index }: Scenario): void {
  index?.base.forEach((base, at) => {
    if (at === 0 || base <= index.base[at - 1]) return;
    note(
      look,
      `index.base.${at}`,
      "a base does not rise with the priority's number",
      "[9, 8, 7 …]",
    );
  });
}
