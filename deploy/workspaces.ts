/** The companies of an installation on the real parts: a table that operators write. */
import type { Database } from "../engine/contract/ports/database.ts";
import type { Words } from "../engine/contract/wire/configuration.ts";
import { isToken } from "../engine/contract/wire/ids.ts";

export interface PlacedWorkspace {
  id: string;
  name: Words;
  /** Placed by hand; absent: by hash. */
  partition?: number;
}

/** In the order of their making, which is the order in which a route is looked for. */
export async function readWorkspaces(database: Database): Promise<PlacedWorkspace[]> {
  const rows = await database.query<{ id: string; name: Words; partition: number | null }>(
    "select workspace as id, name, partition from cluster.workspaces order by created_at, workspace",
  );
  return rows.map(({ id, name, partition }) => ({ id, name, partition: partition ?? undefined }));
}

/** By the database's owner. False when there is one of this name already. */
export async function putWorkspace(
  database: Database,
  workspace: PlacedWorkspace,
  at: number,
): Promise<boolean> {
  if (!isToken(workspace.id)) throw new TypeError("a workspace's name is letters, digits, - and _");
  const rows = await database.query(
    `insert into cluster.workspaces (workspace, name, partition, created_at)
     values ($1, $2::jsonb, $3::integer, $4::bigint) on conflict do nothing returning workspace`,
    [workspace.id, JSON.stringify(workspace.name), workspace.partition ?? null, at],
  );
  return rows.length === 1;
}
