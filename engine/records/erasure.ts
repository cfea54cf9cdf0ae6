/**
 * Finishes what `visitor.erased` began: destroys the key, removes the files and what others keep
 * (pages looked at, events already relayed), and says so with
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
  /** Clears what others keep of a visitor; each may be repeated, and rejects when it has to be. */
  clear: readonly ((workspace: string, visitor: string) => Promise<unknown>)[];
  /** Appends `visitor.erasure_completed`; false when the engine cannot take it now. */
  complete(workspace: string, visitor: string): Promise<boolean>;
  /** Resolves when the records hold all that is durable now. */
  caughtUp(): Promise<void>;
  report(sentence: string): void;
}

export interface Erasure {
  /**
   * Resolves when every erasure that is durable now is finished, those included that the records
   * have not folded yet; rejects when one cannot be. Used before the files are cleared.
   */
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

async function finish(parts: ErasureParts, pending: Pending): Promise<boolean> {
  const { workspace, visitor, visitor_key: key } = pending;
  await parts.files.removeOfVisitor(workspace, visitor);
  if (key !== "") await parts.keys.destroy(key);
  parts.keys.forget(key);
  for (const clear of parts.clear) await clear(workspace, visitor);
  return await parts.complete(workspace, visitor);
}

/** One that cannot be finished now does not hold up the others. */
async function round(parts: ErasureParts): Promise<{ pending: number; finished: number }> {
  const pending = await parts.database.query<Pending>(PENDING);
  let finished = 0;
  for (const one of pending) {
    try {
      if (await finish(parts, one)) finished++;
    } catch (cause) {
      parts.report(`An erasure waits for the next round: ${(cause as Error).message}`);
    }
  }
  return { pending: pending.length, finished };
}

export function startErasure(parts: ErasureParts): Erasure {
  let stopped = false;
  let working: Promise<unknown> = Promise.resolve();
  let timer: ReturnType<typeof setTimeout> | undefined;

  /** One round at a time: the timer's and those of whoever asks. */
  function next(): ReturnType<typeof round> {
    const mine = working.then(() => round(parts));
    working = mine.catch(() => {}); // whoever asked gets the error
    return mine;
  }

  function later(): void {
    timer = setTimeout(async () => {
      await next().catch((cause) =>
        parts.report(`The erasures wait for the next round: ${(cause as Error).message}`)
      );
      if (!stopped) later();
    }, ROUND_MS);
  }

  later();
  return {
    async settled() {
      for (;;) {
        await parts.caughtUp();
        const { pending, finished } = await next();
        if (pending === 0) return;
        if (finished > 0) continue;
        throw new Error(`${pending} erasures cannot be finished now: look at the alarms.`);
      }
    },
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await working;
    },
  };
}
