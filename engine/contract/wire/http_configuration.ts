import type { ConfigurationVersion } from "../ports/reading_records.ts";
import type { Words } from "./configuration.ts";
import type { ConfigurationView } from "./http.ts";
import type { PlannedChange, RateLive } from "./queries.ts";
import type { FieldFault } from "./refusals.ts";

/** Bodies of the HTTP interface about clocks and configuration; see http.ts. */

/** GET /api/v1/clocks/rates: today's, and yesterday's where something of it is left. */
export interface ClockRates {
  at: number;
  rates: RateLive[];
}

/** GET /api/v1/config: what is in force, and what has an appointment, earliest first. */
export interface ConfigurationAdmin extends ConfigurationView {
  changes: PlannedChange[];
  draft?: { edition: number; by: string; at: number };
}

/** GET /api/v1/config/draft. `edition` goes up with every write. */
export interface ConfigurationDraft {
  edition: number;
  document: Record<string, unknown>;
  /** The version in force when it was written. */
  basedOn: number;
  by: string;
  at: number;
}

/** PUT /api/v1/config/draft: `edition` as read, 0 for a first one. */
export interface DraftRequest {
  edition: number;
  document: Record<string, unknown>;
}

/** POST /api/v1/config/draft/check */
export interface ConfigurationCheck {
  /** Cannot work: refused whole. */
  faults: ConfigurationFinding[];
  /** Works, and is hardly meant: has to be accepted. */
  warnings: ConfigurationFinding[];
}
export type ConfigurationFinding = FieldFault & { sentence: Words };

/** POST /api/v1/config/publish: the draft of this edition. */
export interface PublishRequest {
  edition: number;
  acceptWarnings?: boolean;
  effectiveAt?: number;
  revertAt?: number;
}

/** POST /api/v1/config/rollback */
export interface RollbackRequest {
  version: number;
  effectiveAt?: number;
  revertAt?: number;
}
export interface ConfigurationPublished {
  hash: string;
  /** Absent while it only has an appointment. */
  version?: number;
}

/** GET /api/v1/config/versions?before=&limit=, newest first. */
export interface ConfigurationVersions {
  versions: ConfigurationVersion[];
}

/** GET /api/v1/config/diff?from=&to=, each a version or `draft`. */
export interface ConfigurationDiff {
  from: number | "draft";
  to: number | "draft";
  changes: ConfigurationChange[];
}
/** `path` goes by ids: `groups.sales.strategy`. */
export interface ConfigurationChange {
  path: string;
  kind: "added" | "removed" | "changed";
  before?: unknown;
  after?: unknown;
}
