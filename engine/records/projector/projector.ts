import type { JournalEntry } from "../../contract/batch.ts";
import type { Database } from "../../contract/ports/database.ts";
import type { Keys } from "../../contract/ports/keys.ts";
import { fold } from "../fold/fold.ts";
import { createShelf, settle, type Shelf } from "../fold/shelf.ts";
import { load } from "./load.ts";
import { needsOf } from "./needs.ts";
import { openerOf } from "./open_sealed.ts";
import { writeStatements } from "./write.ts";

/** Rows kept between batches so that live conversations are not read again; about 1 KB each. */
const CONVERSATIONS_KEPT_MAX = 20_000;
const VISITORS_KEPT_MAX = 20_000;
const AGENTS_KEPT_MAX = 60_000;

export interface Projector {
  /** Sequence of the last entry of this partition that the tables hold. */
  position(partition: number): Promise<number>;
  /**
   * Applies entries of one partition, in their order, in one transaction. Entries that are applied
   * already change nothing. Resolves to the number of events applied; when it rejects, nothing was,
   * and the same entries may be given again.
   */
  apply(partition: number, entries: readonly JournalEntry[]): Promise<number>;
}

export interface ProjectorParts {
  database: Database;
  keys: Keys;
  /** `fold`, or the scratch schema of a rebuild. */
  schema: string;
}

/**
 * The projector keeps a shelf of rows per partition: what the next events need is read once, the
 * pure fold changes it, and one transaction writes every touched row together with the applied
 * position. Exactly once follows from that position alone: it moves only from where the batch
 * started, so a second application, or a second projector, changes nothing.
 */
export function createProjector({ database, keys, schema }: ProjectorParts): Projector {
  const shelves = new Map<number, Shelf>();
  const positions = new Map<number, number>();

  async function position(partition: number): Promise<number> {
    const known = positions.get(partition);
    if (known !== undefined) return known;
    const [row] = await database.query<{ sequence: number }>(
      `select sequence from ${schema}.applied where partition = $1::integer`,
      [partition],
    );
    positions.set(partition, row?.sequence ?? 0);
    return row?.sequence ?? 0;
  }

  async function apply(partition: number, entries: readonly JournalEntry[]): Promise<number> {
    const from = await position(partition);
    const fresh = entries.filter((entry) => entry.sequence > from);
    const last = fresh.at(-1);
    if (!last) return 0;
    const events = fresh.flatMap((entry) => entry.batch.events);
    const shelf = shelves.get(partition) ?? createShelf();
    shelves.set(partition, shelf);
    try {
      await load(database, schema, shelf, needsOf(shelf, events));
      const open = await openerOf(keys, events);
      for (const event of events) fold(shelf, event, open);
      forgetErased(shelf, keys);
      const advance = { partition, from, to: last.sequence, at: last.batch.at };
      await database.transaction(writeStatements(schema, shelf, advance));
    } catch (error) {
      // Rows on the shelf are ahead of the tables now: both start again from what is stored.
      shelves.delete(partition);
      positions.delete(partition);
      throw error;
    }
    positions.set(partition, last.sequence);
    settle(shelf);
    trim(shelf);
    return events.length;
  }

  return { position, apply };
}

/** A key cached from before the erasure must not open anything after it. */
function forgetErased(shelf: Shelf, keys: Keys): void {
  for (const { workspace, visitor } of shelf.erasures) {
    const row = shelf.visitors.get(`${workspace} ${visitor}`);
    if (row) keys.forget(row.visitor_key);
  }
}

/** Oldest first: a conversation that goes on is read again from the tables. */
function trim(shelf: Shelf): void {
  const bounds = [
    [shelf.conversations, CONVERSATIONS_KEPT_MAX],
    [shelf.visitors, VISITORS_KEPT_MAX],
    [shelf.agents, AGENTS_KEPT_MAX],
  ] as const;
  for (const [held, max] of bounds) {
    if (held.size <= max) continue;
    for (const key of held.keys()) {
      if (held.size <= max / 2) break;
      held.delete(key);
    }
  }
}
