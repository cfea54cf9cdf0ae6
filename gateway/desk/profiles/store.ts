import type { Database } from "../../../engine/contract/ports/database.ts";
import type { AutoAnswer, Profile, ProfileRequest } from "../../../engine/contract/wire/desk.ts";

interface Row {
  workspace: string;
  agent: string;
  nickname: string;
  auto_answer: AutoAnswer | null;
  picture_version: string | null;
  changed_at: number;
}

const COLUMNS = "workspace, agent, nickname, auto_answer, picture_version, changed_at";

/** Versions are unguessable and never used twice, so a picture may be kept for ever. */
const picturePath = ({ workspace, agent, picture_version: version }: Row): string =>
  `/api/v1/pictures/${workspace}/${agent}/${version}`;

const profileOf = (row: Row): Profile => ({
  agent: row.agent,
  ...(row.nickname !== "" && { nickname: row.nickname }),
  ...(row.auto_answer && { autoAnswer: row.auto_answer }),
  ...(row.picture_version !== null && { picture: picturePath(row) }),
});

export interface ChangedProfile {
  workspace: string;
  profile: Profile;
  changedAt: number;
}

/** Profiles of one answer; more come with the next one. */
const CHANGED_MAX = 5_000;

export async function changedSince(database: Database, at: number): Promise<ChangedProfile[]> {
  const rows = await database.query<Row>(
    `select ${COLUMNS} from desk.profiles where changed_at >= $1 order by changed_at limit $2`,
    [at, CHANGED_MAX],
  );
  return rows.map((row) => ({
    workspace: row.workspace,
    profile: profileOf(row),
    changedAt: row.changed_at,
  }));
}

export async function profileFor(
  database: Database,
  workspace: string,
  agent: string,
): Promise<Profile> {
  const [row] = await database.query<Row>(
    `select ${COLUMNS} from desk.profiles where workspace = $1 and agent = $2`,
    [workspace, agent],
  );
  return row ? profileOf(row) : { agent };
}

export const putProfile = (
  database: Database,
  workspace: string,
  agent: string,
  { nickname = "", autoAnswer }: ProfileRequest,
  now: number,
) =>
  database.query(
    `insert into desk.profiles (workspace, agent, nickname, auto_answer, changed_at)
     values ($1, $2, $3, $4::jsonb, $5)
     on conflict (workspace, agent) do update set nickname = excluded.nickname,
       auto_answer = excluded.auto_answer, changed_at = excluded.changed_at`,
    [workspace, agent, nickname.trim(), autoAnswer ? JSON.stringify(autoAnswer) : null, now],
  );

export interface Picture {
  type: string;
  bytes: Uint8Array;
  version: string;
}

/** Without a picture, it is taken away. */
export const putPicture = (
  database: Database,
  workspace: string,
  agent: string,
  picture: Picture | undefined,
  now: number,
) =>
  database.query(
    `insert into desk.profiles
       (workspace, agent, picture_type, picture, picture_version, changed_at)
     values ($1, $2, $3, $4, $5, $6)
     on conflict (workspace, agent) do update set picture_type = excluded.picture_type,
       picture = excluded.picture, picture_version = excluded.picture_version,
       changed_at = excluded.changed_at`,
    [
      workspace,
      agent,
      picture?.type ?? null,
      picture?.bytes.toBase64() ?? null,
      picture?.version ?? null,
      now,
    ],
  );

export async function pictureOf(
  database: Database,
  workspace: string,
  agent: string,
  version: string,
): Promise<{ type: string; bytes: Uint8Array<ArrayBuffer> } | undefined> {
  const [row] = await database.query<{ picture: string; picture_type: string }>(
    `select picture, picture_type from desk.profiles
      where workspace = $1 and agent = $2 and picture_version = $3`,
    [workspace, agent, version],
  );
  return row && { type: row.picture_type, bytes: Uint8Array.fromBase64(row.picture) };
}
