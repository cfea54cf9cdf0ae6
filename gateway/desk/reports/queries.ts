import type { Database } from "../../../engine/contract/ports/database.ts";
import type {
  RatingDimension,
  RatingReport,
  TopicFigures,
  TopicReport,
} from "../../../engine/contract/wire/desk.ts";

/** Of whom and when; `agent` for people who see their own figures only. */
export interface Period {
  workspace: string;
  from: number;
  to: number;
  shop?: string;
  agent?: string;
}

/** Rows of a report: topics, agents, routes or reasons of one company. */
const ROWS_MAX = 2_000;

interface TopicRow {
  topic: string | null;
  count: number;
  handling: number | null;
}

async function topicsOf(
  database: Database,
  { workspace, from, to, shop, agent }: Period,
): Promise<Map<string | null, TopicFigures>> {
  const rows = await database.query<TopicRow>(
    `select closing_topic as topic, count(*)::int as count,
            avg(closed_at - assigned_at)::float8 as handling
       from fold.conversations
      where workspace = $1 and state = 'closed' and assigned_at is not null
        and closed_at >= $2::bigint and closed_at < $3::bigint
        and ($4::text is null or shop = $4) and ($5::text is null or agent = $5)
      group by closing_topic order by count(*) desc, closing_topic limit $6`,
    [workspace, from, to, shop ?? null, agent ?? null, ROWS_MAX],
  );
  return new Map(rows.map(({ topic, count, handling }) => [topic, {
    count,
    ...(handling !== null && { handlingMs: Math.round(handling) }),
  }]));
}

/** The period and the one of the same length right before it. */
export async function topicReport(database: Database, period: Period): Promise<TopicReport> {
  const now = await topicsOf(database, period);
  const earlier = { ...period, from: 2 * period.from - period.to, to: period.from };
  const before = await topicsOf(database, earlier);
  const topics = new Set([...now.keys(), ...before.keys()]);
  return {
    rows: [...topics].map((topic) => ({
      ...(topic !== null && { topic }),
      ...(now.get(topic) ?? { count: 0 }),
      before: before.get(topic) ?? { count: 0 },
    })),
  };
}

interface RatingRow {
  id: string | null;
  score: number;
  count: number;
}

const BY: Record<RatingDimension, { id: string; from: string }> = {
  agent: { id: "r.agent", from: "" },
  route: { id: "c.route", from: "" },
  reason: {
    id: "reason.id",
    from: `left join lateral jsonb_array_elements_text(
             coalesce(r.reasons, '[]'::jsonb)) as reason(id) on true`,
  },
};

/** `others`: reasons that are not the agent's affair. */
export async function ratingReport(
  database: Database,
  { workspace, from, to, shop, agent }: Period,
  by: RatingDimension,
  others: readonly string[],
): Promise<RatingReport> {
  const { id, from: joined } = BY[by];
  const theirs = by === "agent"
    ? `and not (coalesce(jsonb_array_length(r.reasons), 0) > 0 and r.reasons <@ $6::jsonb)`
    : "and $6::jsonb is not null";
  const rows = await database.query<RatingRow>(
    `select ${id} as id, r.score, count(*)::int as count
       from fold.ratings r join fold.conversations c using (workspace, conversation) ${joined}
      where r.workspace = $1 and r.at >= $2::bigint and r.at < $3::bigint
        and ($4::text is null or c.shop = $4) and ($5::text is null or r.agent = $5) ${theirs}
      group by 1, 2 limit $7`,
    [workspace, from, to, shop ?? null, agent ?? null, JSON.stringify(others), ROWS_MAX],
  );
  const found = new Map<string | null, RatingReport["rows"][number]>();
  for (const { id: name, score, count } of rows) {
    const row = found.get(name) ??
      { ...(name !== null && { id: name }), count: 0, mean: 0, scores: [0, 0, 0, 0, 0] };
    row.scores[score - 1] += count;
    row.count += count;
    found.set(name, row);
  }
  for (const row of found.values()) {
    row.mean = row.scores.reduce((sum, times, at) => sum + times * (at + 1), 0) / row.count;
  }
  return { rows: [...found.values()].sort((one, other) => other.count - one.count) };
}
