/**
 * SQL for gateways: PGlite in its worker, or PostgreSQL. Parameters are `$1 …`; timestamps are
 * stored as bigint milliseconds and come back as numbers; jsonb comes back parsed.
 */
export interface Database {
  query<Row>(text: string, parameters?: readonly unknown[]): Promise<Row[]>;
  /** All or nothing. Resolves to the rows of each statement. */
  transaction(statements: readonly Statement[]): Promise<unknown[][]>;
}

export interface Statement {
  text: string;
  parameters?: readonly unknown[];
}

/** The database cannot answer now; callers say `unavailable`. */
export class DatabaseUnavailable extends Error {
  override name = "DatabaseUnavailable";
}
