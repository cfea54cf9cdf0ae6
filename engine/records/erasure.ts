/**
 * Finishes what `visitor.erased` began: destroys the key, removes the files, and says so with
 * `visitor.erasure_completed`. What is still to do stands in the records (erased, not completed),
 * so a crash in between only means that the next start does it again; each part may be repeated.
 * It acts after the records folded `visitor.erased`, when their rows are already blank.
 */
import type { Database } from "../contract/ports/database.ts";
import type { Files } from "../contract/ports/files.ts";
import type { Keys } from "../contract/ports/keys.ts";

export interface ErasureParts {
  database: Database;
  keys: Keys;
  files: Files;
  /** Appends `visitor.erasure_completed`; false when the engine cannot take it now. */
  complete(workspace: string, visitor: string): Promise<boolean>;
  report(sentence: string): void;
}

export interface Erasure {
  /** Looks at once instead of at the next round. */
  wake(): void;
  /** Resolves when nothing erased is left to finish; used before the files are cleared. */
  settled(): Promise<void>;
  stop(): Promise<void>;
}

/** Erasures are rare and visitors are told «within a day»: every ten seconds is soon enough. */
const ROUND_MS = 10_000;
/** Erasures finished in one round; the rest waits for the next. */
const ROUND_MAX = 100;

const PENDING = `select workspace, visitor, visitor_key from fold.visitors
  where erased_at is not null and erasure_completed_at is null
  order by erased_at limit ${ROUND_MAX}`;

interface Pending {
  workspace: string;
  visitor: string;
  visitor_key: string;
}

async function finish(parts: ErasureParts, pending: Pending): Promise<void> {
  const { workspace, visitor, visitor_key: key } = pending;
  await parts.files.removeOfVisitor(workspace, visitor);
  if (key !== "") await parts.keys.destroy(key);
  parts.keys.forget(key);
  await parts.complete(workspace, visitor);
}

export function startErasure(parts: ErasureParts): Erasure {
  let stopped = false;
  let working: Promise<number> | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function round(): Promise<number> {
    const pending = await parts.database.query<Pending>(PENDING);
    for (const one of pending) await finish(parts, one);
    return pending.length;
  }

  const look = (): Promise<number> =>
    working ??= round().catch((cause) => {
      parts.report(`An erasure waits for the next round: ${(cause as Error).message}`);
      return 0;
    }).finally(() => {
      working = undefined;
      clearTimeout(timer);
      if (!stopped) timer = setTimeout(look, ROUND_MS);
    });

  timer = setTimeout(look, ROUND_MS);
  return {
    wake: () => void look(),
    async settled() {
      await working;
      await look();
    },
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await working;
      clearTimeout(timer);
    },
  };
}
