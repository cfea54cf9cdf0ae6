import type { Database } from "../../../engine/contract/ports/database.ts";
import type { ConfigurationDraft } from "../../../engine/contract/wire/http_configuration.ts";

/** The company's one draft, in schema `desk`. */
interface Row {
  edition: number;
  document: Record<string, unknown>;
  based_on: number;
  author: string;
  at: number;
}

const draftOf = ({ based_on: basedOn, author: by, ...rest }: Row): ConfigurationDraft => ({
  ...rest,
  basedOn,
  by,
});

export async function readDraft(
  database: Database,
  workspace: string,
): Promise<ConfigurationDraft | undefined> {
  const [row] = await database.query<Row>(
    `select edition, document, based_on, author, at
     from desk.configuration_drafts where workspace = $1`,
    [workspace],
  );
  return row && draftOf(row);
}

/** `edition` is the one the writer has read, 0 = none; undefined when another one stands there. */
export async function writeDraft(
  database: Database,
  workspace: string,
  draft: ConfigurationDraft,
): Promise<ConfigurationDraft | undefined> {
  const { edition, document, basedOn, by, at } = draft;
  const values = [workspace, edition, JSON.stringify(document), basedOn, by, at];
  const [row] = await database.query<Row>(
    edition === 0
      ? `insert into desk.configuration_drafts (workspace, edition, document, based_on, author, at)
         values ($1, $2::integer + 1, $3::json, $4, $5, $6) on conflict (workspace) do nothing
         returning edition, document, based_on, author, at`
      : `update desk.configuration_drafts
         set edition = edition + 1, document = $3::json, based_on = $4, author = $5, at = $6
         where workspace = $1 and edition = $2::integer
         returning edition, document, based_on, author, at`,
    values,
  );
  return row && draftOf(row);
}

export async function dropDraft(database: Database, workspace: string): Promise<void> {
  await database.query(`delete from desk.configuration_drafts where workspace = $1`, [workspace]);
}
