import { recordOf } from "../scenario/configuration.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { type Desk, give } from "./desk.ts";

/**
 * Who is at work. Whenever a team has more people than its plan, those who are idle go home, then
 * whoever is done first; nobody leaves a conversation behind.
 */
export interface Staff {
  teams: { wanted: number; present: number; members: Worker[] }[];
  byId: Map<string, Worker>;
  /** Told of everybody who goes home. */
  wentHome: (worker: Worker) => void;
}

export interface Worker {
  id: string;
  team: number;
  present: boolean;
  busy: boolean;
  /** Since when present. */
  sinceAt: number;
}

export function enrolStaff(
  desk: Desk,
  scenario: Scenario,
  wentHome: Staff["wentHome"],
): Staff {
  const teams = scenario.teams.map(({ id, agents }, team) => {
    const record = recordOf(scenario, id);
    const members = Array.from({ length: Math.max(...agents) }, (_, nth): Worker => {
      const agent = `a${team}-${nth}`;
      give(desk, "admin:model", "roster.put", { agent, record });
      give(desk, `agent:${agent}`, "agent.connect", { agent, session: agent, gateway: "model" });
      return { id: agent, team, present: false, busy: false, sinceAt: 0 };
    });
    return { wanted: 0, present: 0, members };
  });
  const byId = new Map(teams.flatMap(({ members }) => members.map((one) => [one.id, one])));
  return { teams, byId, wentHome };
}

/** A new period: people come, or go as far as they are idle. */
export function staffPeriod(desk: Desk, staff: Staff, scenario: Scenario, period: number): void {
  staff.teams.forEach((team, at) => {
    team.wanted = scenario.teams[at].agents[period];
    for (const worker of team.members) {
      if (team.present < team.wanted && !worker.present) comeIn(desk, staff, worker);
    }
    for (const worker of team.members.toReversed()) {
      if (team.present > team.wanted && worker.present && !worker.busy) goHome(desk, staff, worker);
    }
  });
}

function comeIn(desk: Desk, { teams }: Staff, worker: Worker): void {
  worker.present = true;
  worker.sinceAt = desk.now;
  teams[worker.team].present++;
  give(desk, `agent:${worker.id}`, "agent.presence", { agent: worker.id, presence: "online" });
}

function goHome(desk: Desk, staff: Staff, worker: Worker): void {
  give(desk, `agent:${worker.id}`, "agent.presence", { agent: worker.id, presence: "offline" });
  worker.present = false;
  staff.teams[worker.team].present--;
  staff.wentHome(worker);
}

/** The last visitor has gone. */
export function closeUp(desk: Desk, staff: Staff): void {
  for (const worker of staff.byId.values()) if (worker.present) goHome(desk, staff, worker);
}

/** Ends a conversation; somebody too many takes nothing after it. */
export function finish(desk: Desk, staff: Staff, worker: Worker, conversation: string): void {
  const { wanted, present } = staff.teams[worker.team];
  const leaves = present > wanted;
  const by = `agent:${worker.id}` as const;
  if (leaves) give(desk, by, "agent.presence", { agent: worker.id, presence: "busy" });
  worker.busy = false;
  give(desk, by, "conversation.close", { conversation });
  if (leaves) goHome(desk, staff, worker);
}
