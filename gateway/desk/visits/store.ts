import type { Database } from "../../../engine/contract/ports/database.ts";

/** Pages kept per visitor: what an agent scrolls through; the oldest leave. */
export const PAGES_MAX = 50;

export interface SealedVisit {
  workspace: string;
  visitor: string;
  at: number;
  sealed: string;
}

/** Writes a bundle and lets the oldest of those visitors go. */
export async function addVisits(database: Database, rows: readonly SealedVisit[]): Promise<void> {
  await database.transaction([
    {
      text: `insert into desk.visits (workspace, visitor, at, sealed)
             select * from unnest($1::text[], $2::text[], $3::bigint[], $4::text[])
             on conflict do nothing`,
      parameters: [
        rows.map((one) => one.workspace),
        rows.map((one) => one.visitor),
        rows.map((one) => one.at),
        rows.map((one) => one.sealed),
      ],
    },
    {
      text: `delete from desk.visits v using (
               select workspace, visitor, at, row_number() over (
                 partition by workspace, visitor order by at desc) as place
                 from desk.visits where visitor = any($1::text[])) old
              where old.place > $2 and v.workspace = old.workspace
                and v.visitor = old.visitor and v.at = old.at`,
      parameters: [[...new Set(rows.map((one) => one.visitor))], PAGES_MAX],
    },
  ]);
}

export const visitsOf = (database: Database, workspace: string, visitor: string) =>
  database.query<{ at: number; sealed: string }>(
    `select at, sealed from desk.visits where workspace = $1 and visitor = $2
      order by at desc limit $3`,
    [workspace, visitor, PAGES_MAX],
  );

export const putOrders = (
  database: Database,
  workspace: string,
  visitor: string,
  sealed: string,
  now: number,
) =>
  database.query(
    `insert into desk.visitor_orders (workspace, visitor, sealed, changed_at)
     values ($1, $2, $3, $4)
     on conflict (workspace, visitor) do update
       set sealed = excluded.sealed, changed_at = excluded.changed_at`,
    [workspace, visitor, sealed, now],
  );

export async function ordersOf(
  database: Database,
  workspace: string,
  visitor: string,
): Promise<string | undefined> {
  const [row] = await database.query<{ sealed: string }>(
    "select sealed from desk.visitor_orders where workspace = $1 and visitor = $2",
    [workspace, visitor],
  );
  return row?.sealed;
}

/** Nothing stays of an erased visitor, not even what nobody can open. */
export const forgetVisits = (database: Database, workspace: string, visitor: string) =>
  database.transaction([
    // the projector's connection does not wait for its disk otherwise: it can fold again
    { text: "set local synchronous_commit to on" },
    {
      text: "delete from desk.visits where workspace = $1 and visitor = $2",
      parameters: [workspace, visitor],
    },
    {
      text: "delete from desk.visitor_orders where workspace = $1 and visitor = $2",
      parameters: [workspace, visitor],
    },
    {
      text: "delete from desk.visitor_customers where workspace = $1 and visitor = $2",
      parameters: [workspace, visitor],
    },
  ]);
