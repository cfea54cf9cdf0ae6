import { periodsOf, type Scenario } from "../scenario/scenario.ts";
import { DAY_BEGINS_AT, type Desk } from "./desk.ts";
import { comeIn, goHome, type Staff } from "./staff.ts";
import type { Worker } from "./worker.ts";

/**
 * Agents by period. Whenever a team has more people than its plan, those who are idle go home, then
 * whoever is done first.
 */
export function periodStaff(desk: Desk, workers: Worker[], scenario: Scenario): Staff {
  const teams = scenario.teams.map(({ agents }, team) => ({
    agents,
    wanted: 0,
    members: workers.filter((worker) => worker.team === team),
    /** Present and not on the way home. */
    staying: 0,
  }));
  const periods = periodsOf(scenario);
  let period = 0;
  const staff: Staff = {
    nextAt: () => period < periods ? DAY_BEGINS_AT + period * scenario.periodMs : Infinity,
    act() {
      for (const team of teams) {
        team.wanted = team.agents[period];
        for (const worker of team.members) {
          if (team.staying >= team.wanted || (worker.present && !worker.leaving)) continue;
          team.staying++;
          comeIn(desk, worker);
        }
        for (const worker of team.members.toReversed()) {
          if (team.staying <= team.wanted) break;
          if (worker.present && worker.chats.length === 0) goHome(desk, staff, worker);
        }
      }
      period++;
    },
    letsGo({ team, leaving }) {
      if (leaving || teams[team].staying <= teams[team].wanted) return false;
      teams[team].staying--;
      return true;
    },
    wentHome({ team, leaving }) {
      if (!leaving) teams[team].staying--;
    },
  };
  return staff;
}
