import type { Database } from "../../../engine/contract/ports/database.ts";
import type { QuickReply, QuickReplyRequest } from "../../../engine/contract/wire/desk.ts";

/** The company's own have no owner. */
export const ownerOf = (scope: QuickReply["scope"], account: string): string =>
  scope === "company" ? "" : account;

/** Replies of one owner; a person reads the company's and the own ones in one answer. */
const REPLIES_MAX = { company: 2_000, personal: 500 } as const;

interface Row {
  id: string;
  owner: string;
  folder: string;
  shortcut: string;
  text: string;
  initials: string;
  file_name: string | null;
  file_type: string | null;
  file_bytes: number | null;
  changed_at: number;
}

const COLUMNS = `id, owner, folder, shortcut, text, initials,
  file_name, file_type, file_bytes, changed_at`;

const replyOf = (row: Row): QuickReply => ({
  id: row.id,
  scope: row.owner === "" ? "company" : "personal",
  folder: row.folder,
  ...(row.shortcut !== "" && { shortcut: row.shortcut }),
  text: row.text,
  initials: row.initials,
  ...(row.file_name !== null && {
    file: { name: row.file_name, type: row.file_type!, bytes: row.file_bytes! },
  }),
  changedAt: row.changed_at,
});

export async function repliesOf(
  database: Database,
  workspace: string,
  account: string,
): Promise<QuickReply[]> {
  const rows = await database.query<Row>(
    `select ${COLUMNS} from desk.quick_replies where workspace = $1 and owner in ('', $2)
      order by owner desc, folder, shortcut, id limit $3`,
    [workspace, account, REPLIES_MAX.company + REPLIES_MAX.personal],
  );
  return rows.map(replyOf);
}

/** A reply that this person may read: the company's or the own one. */
export async function replyFor(
  database: Database,
  workspace: string,
  account: string,
  id: string,
): Promise<QuickReply | undefined> {
  const [row] = await database.query<Row>(
    `select ${COLUMNS} from desk.quick_replies
      where workspace = $1 and id = $2 and owner in ('', $3)`,
    [workspace, id, account],
  );
  return row && replyOf(row);
}

/** Who writes, where, when. */
export interface Writing {
  workspace: string;
  account: string;
  id: string;
  initials: string;
  now: number;
}

/** Undefined when the owner has as many as fit. A repeat of the same id finds what it made. */
export async function addReply(
  database: Database,
  { workspace, account, id, initials, now }: Writing,
  { scope, folder = "", shortcut = "", text }: QuickReplyRequest,
): Promise<QuickReply | undefined> {
  const owner = ownerOf(scope, account);
  await database.query(
    `insert into desk.quick_replies
       (workspace, id, owner, folder, shortcut, text, initials, changed_at, changed_by)
     select $1, $2, $3, $4, $5, $6, $7, $8, $9
      where (select count(*) from desk.quick_replies where workspace = $1 and owner = $3) < $10
     on conflict (workspace, id) do nothing`,
    [workspace, id, owner, folder, shortcut, text, initials, now, account, REPLIES_MAX[scope]],
  );
  return await replyFor(database, workspace, account, id);
}

export async function changeReply(
  database: Database,
  { workspace, account, id, initials, now }: Writing,
  { scope, folder = "", shortcut = "", text }: QuickReplyRequest,
): Promise<QuickReply | undefined> {
  const [row] = await database.query<Row>(
    `update desk.quick_replies set owner = $3, folder = $4, shortcut = $5, text = $6,
            initials = $7, changed_at = $8, changed_by = $9
      where workspace = $1 and id = $2 returning ${COLUMNS}`,
    [workspace, id, ownerOf(scope, account), folder, shortcut, text, initials, now, account],
  );
  return row && replyOf(row);
}

export const removeReply = (database: Database, workspace: string, id: string) =>
  database.query("delete from desk.quick_replies where workspace = $1 and id = $2", [
    workspace,
    id,
  ]);

/** A file that goes along; without one, it is taken away. */
export const putFile = (
  database: Database,
  workspace: string,
  id: string,
  file?: { name: string; type: string; bytes: Uint8Array },
) =>
  database.query(
    `update desk.quick_replies set file_name = $3, file_type = $4, file_bytes = $5,
            file_content = $6 where workspace = $1 and id = $2`,
    [
      workspace,
      id,
      file?.name ?? null,
      file?.type ?? null,
      file?.bytes.length ?? null,
      file?.bytes.toBase64() ?? null,
    ],
  );

export async function fileContent(
  database: Database,
  workspace: string,
  id: string,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const [row] = await database.query<{ file_content: string | null }>(
    "select file_content from desk.quick_replies where workspace = $1 and id = $2",
    [workspace, id],
  );
  return row?.file_content == null ? undefined : Uint8Array.fromBase64(row.file_content);
}
