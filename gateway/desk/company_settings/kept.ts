import { type Database, DatabaseUnavailable } from "../../../engine/contract/ports/database.ts";
import type { CompanySettings } from "../../../engine/contract/wire/desk.ts";

/** As this gateway last read them: a visitor's first page may not wait for the database. */
export interface CompanySettingsKept {
  of(workspace: string): CompanySettings;
  put(workspace: string, document: CompanySettings, now: number): Promise<void>;
  /** Another gateway may have changed them; called every two seconds. */
  refresh(): Promise<void>;
}

/** Workspaces of one gateway. */
const ROWS_MAX = 5_000;

export function createCompanySettings(database: Database): CompanySettingsKept {
  let known = new Map<string, CompanySettings>();
  return {
    of: (workspace) => known.get(workspace) ?? {},
    async put(workspace, document, now) {
      await database.query(
        `insert into desk.company_settings (workspace, document, changed_at)
         values ($1, $2::jsonb, $3)
         on conflict (workspace) do update
           set document = excluded.document, changed_at = excluded.changed_at`,
        [workspace, JSON.stringify(document), now],
      );
      known.set(workspace, document);
    },
    async refresh() {
      try {
        const rows = await database.query<{ workspace: string; document: CompanySettings }>(
          "select workspace, document from desk.company_settings limit $1",
          [ROWS_MAX],
        );
        known = new Map(rows.map((row) => [row.workspace, row.document]));
      } catch (error) {
        if (!(error instanceof DatabaseUnavailable)) throw error;
      }
    },
  };
}
