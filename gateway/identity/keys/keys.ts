import type { Database } from "../../../engine/contract/ports/database.ts";
import type {
  ApiKey,
  ApiKeyMade,
  ApiKeyRequest,
  Scope,
} from "../../../engine/contract/wire/http_api_keys.ts";
import { done, type Outcome, refused } from "../../answers.ts";
import type { Gateway } from "../../context.ts";
import { randomId, randomSecret, sha256 } from "../../ids.ts";
import { LIMITS } from "../../limits/limits.ts";
import type { Staff } from "../sessions.ts";

/** Known at sight, so that scanners of sources and logs find one that leaked. */
const PREFIX = "tgk_";
const DAY_MS = 86_400_000;
const USED_EVERY_MS = 60_000;

interface Row {
  id: string;
  workspace: string;
  name: string;
  scopes: Scope[];
  created_by: string;
  created_at: number;
  expires_at: number;
  revoked_at: number | null;
  used_at: number | null;
}

const COLUMNS =
  "id, workspace, name, scopes, created_by, created_at, expires_at, revoked_at, used_at";

const keyOfRow = (row: Row): ApiKey => ({
  id: row.id,
  name: row.name,
  scopes: row.scopes,
  createdBy: row.created_by,
  createdAt: row.created_at,
  expiresAt: row.expires_at,
  ...(row.revoked_at !== null && { revokedAt: row.revoked_at }),
  ...(row.used_at !== null && { usedAt: row.used_at }),
});

export async function listKeys(database: Database, workspace: string): Promise<ApiKey[]> {
  const rows = await database.query<Row>(
    `select ${COLUMNS} from desk.api_keys where workspace = $1
      order by created_at desc, id limit $2`,
    [workspace, LIMITS.apiKeysPerWorkspaceMax],
  );
  return rows.map(keyOfRow);
}

/** The key itself is in the answer and nowhere else. */
export async function makeKey(
  { database, clock }: Gateway,
  { workspace, account }: Staff,
  { name, scopes, days }: ApiKeyRequest,
): Promise<Outcome<ApiKeyMade>> {
  const [id, key, now] = [randomId("k"), PREFIX + randomSecret(), clock.wall()];
  const rows = await database.query<Row>(
    `insert into desk.api_keys
       (id, workspace, name, hash, scopes, created_by, created_at, expires_at)
     select $1, $2, $3, $4, $5::text[], $6, $7::bigint, $8::bigint
      where (select count(*) from desk.api_keys where workspace = $2) < $9::int
     returning ${COLUMNS}`,
    [
      id,
      workspace,
      name,
      sha256(key),
      [...new Set(scopes)],
      account,
      now,
      now + days * DAY_MS,
      LIMITS.apiKeysPerWorkspaceMax,
    ],
  );
  return rows.length === 0 ? refused("capacity_full") : done({ ...keyOfRow(rows[0]), key });
}

export async function revokeKey(
  { database, clock }: Gateway,
  { workspace }: Staff,
  id: string,
): Promise<Outcome<undefined>> {
  const rows = await database.query(
    `update desk.api_keys set revoked_at = coalesce(revoked_at, $3)
      where workspace = $1 and id = $2 returning id`,
    [workspace, id, clock.wall()],
  );
  return rows.length === 0 ? refused("not_found") : done(undefined);
}

/**
 * Read anew for every request, so that a revoked key is refused at once. A program speaks as an
 * admin under the key's name, within the scopes that stand beside it.
 */
export async function keyHolder(
  { database, clock, settings }: Gateway,
  bearer: string,
): Promise<{ staff: Staff; scopes: Scope[] } | undefined> {
  if (!bearer.startsWith(PREFIX)) return undefined;
  const now = clock.wall();
  const [row] = await database.query<Row>(
    `select ${COLUMNS} from desk.api_keys
      where hash = $1 and revoked_at is null and expires_at > $2`,
    [sha256(bearer), now],
  );
  if (!row || !settings.workspaces.some(({ id }) => id === row.workspace)) return undefined;
  if (now - (row.used_at ?? 0) > USED_EVERY_MS) {
    await database.query("update desk.api_keys set used_at = $2 where id = $1", [row.id, now]);
  }
  const { id, workspace, name, scopes } = row;
  const named = `key_${id}`;
  const program = true as const;
  const staff: Staff = { session: named, account: named, workspace, name, role: "admin", program };
  return { staff, scopes };
}
