import type { Database } from "../../../engine/contract/ports/database.ts";
import type { By } from "../../../engine/contract/wire/ids.ts";
import type { FoundVisitor } from "../../../engine/contract/wire/desk.ts";
import type { VisitorCard } from "../../../engine/contract/wire/messages.ts";

interface Row {
  visitor: string;
  card: VisitorCard | null;
  first_at: number;
  seen_at: number;
  conversations: number;
  route: string;
  blocked_at: number | null;
  blocked_until: number | null;
  blocked_by: By | null;
}

/** A page of a list; who does not find somebody among them types more. */
const FOUND_MAX = 50;

/** Letters that mean something to `like` are looked for as they are. */
const pattern = (search: string): string =>
  `%${search.trim().toLowerCase().replace(/[\\%_]/g, (letter) => `\\${letter}`)}%`;

/** As the records keep it: nobody writes down that the time is over. */
const stillBlocked = ({ blocked_at, blocked_until }: Row, now: number): boolean =>
  blocked_at !== null && (blocked_until === null || blocked_until > now);

/**
 * Past visitors by name, phone, QQ, mail, notes, tags and own fields. `reader` bounds it to whom an
 * agent's groups served, and to what they know of them; without one everybody is looked through.
 * `blocked`: only those who are so at `now`, epoch ms.
 */
export async function searchVisitors(
  database: Database,
  workspace: string,
  { search, now, blocked = false }: { search: string; now: number; blocked?: boolean },
  reader?: { agent: string; groups: string[] },
): Promise<FoundVisitor[]> {
  const rows = await database.query<Row>(
    `select v.visitor, v.card, v.blocked_at, v.blocked_until, v.blocked_by, last.seen_at, last.route, last.theirs as conversations,
            case when $3::text is null then v.first_at else last.since end as first_at
       from fold.visitors v
       join lateral (
         select c.last_at as seen_at, c.route, count(*) over ()::int as theirs,
                min(c.opened_at) over () as since from fold.conversations c
          where c.workspace = v.workspace and c.visitor = v.visitor
            and ($3::text is null or c.agent = $3 or c.group_id = any($4::text[]))
          order by c.opened_at desc limit 1) last on true
      where v.workspace = $1 and v.erased_at is null
        and lower(coalesce(v.card::text, '')) like $2
        and ($6::bigint is null or v.blocked_at is not null
          and coalesce(v.blocked_until > $6, true))
      order by last.seen_at desc limit $5`,
    [
      workspace,
      pattern(search),
      reader?.agent ?? null,
      reader?.groups ?? [],
      FOUND_MAX,
      blocked ? now : null,
    ],
  );
  return rows.map((row) => ({
    visitor: row.visitor,
    card: row.card ?? {},
    firstAt: row.first_at,
    lastAt: row.seen_at,
    conversations: row.conversations,
    route: row.route,
    ...(stillBlocked(row, now) && {
      blocked: {
        ...(row.blocked_until !== null && { untilAt: row.blocked_until }),
        ...(row.blocked_by !== null && { by: row.blocked_by }),
      },
    }),
  }));
}
