import type { Database } from "../../../engine/contract/ports/database.ts";
import {
  DAY_STEP_MS,
  type DayFigures,
  type DayOfAgent,
} from "../../../engine/contract/wire/day.ts";

export interface Day {
  workspace: string;
  /** Epoch ms of midnight, and now. */
  since: number;
  at: number;
  shop?: string;
  /** Everybody of the roster: the index of assignments is by agent. */
  agents: readonly string[];
}

interface StepRow {
  step: number;
  opened: number;
  served: number;
  responses: number;
  response_ms: number | null;
  ended: number;
  handling_ms: number | null;
}
interface AgentRow {
  agent: string;
  served: number;
  response_ms: number | null;
  handling_ms: number | null;
}
interface InvitedRow {
  agent: string;
  invited: number;
  accepted: number;
}

/** A day has so many; a step beyond is a clock that jumped. */
const STEPS_MAX = 25 * 3_600_000 / DAY_STEP_MS;

const STEPS = `select ((opened_at - $2::bigint) / $3::bigint)::int as step, count(*)::int as opened,
       count(assigned_at)::int as served,
       count(first_response_ms)::int as responses, sum(first_response_ms)::float8 as response_ms,
       (count(*) filter (where closed_at >= assigned_at))::int as ended,
       (sum(closed_at - assigned_at) filter (where closed_at >= assigned_at))::float8 as handling_ms
  from fold.conversations
 where workspace = $1 and opened_at >= $2::bigint and ($4::text is null or shop = $4)
 group by 1 order by 1`;

const AGENTS = `with mine as (
    select distinct agent, conversation from fold.assignments
     where workspace = $1 and agent = any($3::text[]) and at >= $2::bigint)
  select m.agent, count(*)::int as served, avg(c.first_response_ms)::float8 as response_ms,
         (avg(c.closed_at - c.assigned_at)
           filter (where c.closed_at >= c.assigned_at and c.agent = m.agent))::float8 as handling_ms
    from mine m join fold.conversations c on c.workspace = $1 and c.conversation = m.conversation
   where $4::text is null or c.shop = $4
   group by 1`;

const INVITED = `select agent, count(*)::int as invited,
       (count(*) filter (where answer = 'accepted'))::int as accepted
  from desk.invitations
 where workspace = $1 and at >= $2::bigint and ($3::text is null or shop = $3)
 group by 1`;

export async function dayFigures(database: Database, day: Day): Promise<DayFigures> {
  const { workspace, since, at, agents } = day;
  const shop = day.shop ?? null;
  const [steps, served, invited] = await Promise.all([
    database.query<StepRow>(STEPS, [workspace, since, DAY_STEP_MS, shop]),
    database.query<AgentRow>(AGENTS, [workspace, since, [...agents], shop]),
    database.query<InvitedRow>(INVITED, [workspace, since, shop]),
  ]);
  const byAgent = new Map<string, DayOfAgent>();
  for (const row of served) {
    byAgent.set(row.agent, { ...figuresOf(row), invited: 0, accepted: 0 });
  }
  for (const { agent, invited: asked, accepted } of invited) {
    const known = byAgent.get(agent) ?? { served: 0, invited: 0, accepted: 0 };
    byAgent.set(agent, { ...known, invited: asked, accepted });
  }
  return {
    since,
    at,
    total: totalOf(steps, invited),
    agents: [...byAgent].map(([agent, counts]) => ({ agent, ...counts })),
    curve: curveOf(steps, Math.min(STEPS_MAX, Math.floor((at - since) / DAY_STEP_MS) + 1)),
  };
}

const figuresOf = (row: Pick<AgentRow, "served" | "response_ms" | "handling_ms">) => ({
  served: row.served,
  ...(row.response_ms !== null && { firstResponseMs: Math.round(row.response_ms) }),
  ...(row.handling_ms !== null && { handlingMs: Math.round(row.handling_ms) }),
});

function totalOf(steps: readonly StepRow[], invited: readonly InvitedRow[]): DayFigures["total"] {
  const sum = <T>(rows: readonly T[], of: (row: T) => number | null): number =>
    rows.reduce((total, row) => total + (of(row) ?? 0), 0);
  const mean = (all: number, count: number): number | null => count === 0 ? null : all / count;
  return {
    opened: sum(steps, (row) => row.opened),
    ...figuresOf({
      served: sum(steps, (row) => row.served),
      response_ms: mean(sum(steps, (row) => row.response_ms), sum(steps, (row) => row.responses)),
      handling_ms: mean(sum(steps, (row) => row.handling_ms), sum(steps, (row) => row.ended)),
    }),
    invited: sum(invited, (row) => row.invited),
    accepted: sum(invited, (row) => row.accepted),
  };
}

function curveOf(steps: readonly StepRow[], count: number): DayFigures["curve"] {
  const curve = Array.from({ length: count }, () => ({ opened: 0, served: 0 }));
  for (const { step, opened, served } of steps) {
    if (step >= 0 && step < count) curve[step] = { opened, served };
  }
  return curve;
}
