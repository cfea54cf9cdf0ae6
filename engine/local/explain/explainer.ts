import type { Explaining } from "../../ports/explaining.ts";
import { refusal } from "../../contract/wire/refusals.ts";
import { partitionOf } from "../../contract/wire/ids.ts";
import type { Local } from "../mod.ts";
import type { Explained, ToExplain } from "./worker.ts";

/** Explanations in threads of their own, one after the other: of a folder here, of NATS beside. */

/** A replay costs a core for seconds: who asks while so many wait is asked to come back. */
const WAITING_MAX = 8;
/** A day of a very busy company; then the thread is ended. */
const WITHIN_MS = 60_000;
const RETRY_MS = 5_000;

export function createExplainer(
  { folder, durable }: Pick<Local, "folder" | "durable">,
  report: (sentence: string) => void,
): Explaining {
  const thread = new URL("./worker.ts", import.meta.url);
  return explainInThreads<ToExplain>(thread, (workspace, seq) => {
    return { folder, durable, partition: partitionOf(workspace), workspace, seq };
  }, report);
}

/** `thread` is a module that answers the one message that it gets, `asking`, with `Explained`. */
export function explainInThreads<Ask>(
  thread: URL,
  asking: (workspace: string, seq: number) => Ask,
  report: (sentence: string) => void,
): Explaining {
  let waiting = 0;
  let last: Promise<unknown> = Promise.resolve();

  function once(ask: Ask): Promise<Explained | undefined> {
    const worker = new Worker(thread, { type: "module", name: "explain" });
    return new Promise<Explained | undefined>((resolve) => {
      const limit = setTimeout(() => resolve(undefined), WITHIN_MS);
      const end = (answer: Explained) => {
        clearTimeout(limit);
        resolve(answer);
      };
      worker.onmessage = (event: MessageEvent<Explained>) => end(event.data);
      worker.onerror = (event) => {
        event.preventDefault();
        end({ error: event.message });
      };
      worker.postMessage(ask);
    }).finally(() => worker.terminate());
  }

  return async (workspace, seq) => {
    if (waiting >= WAITING_MAX) {
      return { ok: false, error: refusal("busy", { retryAfterMs: RETRY_MS }) };
    }
    waiting++;
    const mine = last.then(() => once(asking(workspace, seq)));
    last = mine.catch(() => {});
    const answer = await mine.finally(() => waiting--);
    if (answer === undefined) return { ok: false, error: refusal("too_slow") };
    if (answer.error !== undefined) {
      report(`An explanation failed: ${answer.error}`);
      return { ok: false, error: refusal("unavailable") };
    }
    const { explanation } = answer;
    if (explanation === undefined) return { ok: false, error: refusal("not_found") };
    return { ok: true, explanation };
  };
}
