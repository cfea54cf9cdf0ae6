import { headers, type Msg, type NatsConnection } from "@nats-io/transport-node";
import { inboxOf } from "./connection.ts";

/**
 * Publishing to a stream and hearing what became of it, with one subscription for all answers: raw
 * publish with a reply subject of its own reached eight times what the client's own call does.
 */
export interface Publisher {
  /** Resolves with the server's word, or `silent` when none came in time. Never rejects. */
  publish(subject: string, payload: Uint8Array, head?: Record<string, string>): Promise<Stored>;
  /** Publishes in flight. */
  waiting(): number;
  close(): void;
}

/** What became of a publish. `code` is the server's error code (10071 = wrong last sequence). */
export type Stored =
  | { state: "stored"; sequence: number; duplicate: boolean }
  | { state: "refused"; code: number; reason: string }
  | { state: "silent"; reason: string };

/** An answer later than this does not come: the server answers or fails within its own limits. */
const SILENT_AFTER_MS = 2_000;

interface Waiting {
  resolve(stored: Stored): void;
  timer: ReturnType<typeof setTimeout>;
}

export function createPublisher(nats: NatsConnection): Publisher {
  const inbox = inboxOf(nats);
  const waiting = new Map<number, Waiting>();
  let count = 0;

  function settle(number: number, stored: Stored): void {
    const of = waiting.get(number);
    if (of === undefined) return;
    waiting.delete(number);
    clearTimeout(of.timer);
    of.resolve(stored);
  }

  const answers = nats.subscribe(`${inbox}.*`, {
    callback: (error, message) => {
      if (error !== null) return;
      settle(Number(message.subject.slice(inbox.length + 1)), storedOf(message));
    },
  });

  return {
    publish(subject, payload, head) {
      const number = ++count;
      return new Promise((resolve) => {
        const timer = setTimeout(
          () => settle(number, { state: "silent", reason: "no answer" }),
          SILENT_AFTER_MS,
        );
        waiting.set(number, { resolve, timer });
        try {
          nats.publish(subject, payload, { reply: `${inbox}.${number}`, headers: headed(head) });
        } catch (error) {
          settle(number, { state: "silent", reason: (error as Error).message });
        }
      });
    },
    waiting: () => waiting.size,
    close() {
      answers.unsubscribe();
      for (const number of [...waiting.keys()]) {
        settle(number, { state: "silent", reason: "closed" });
      }
    },
  };
}

/** Made anew each time: the client changes the object it is given. */
function headed(head: Record<string, string> | undefined) {
  if (head === undefined) return undefined;
  const made = headers();
  for (const [name, value] of Object.entries(head)) made.set(name, value);
  return made;
}

function storedOf(message: Msg): Stored {
  if (message.data.length === 0) {
    const code = message.headers?.code ?? 0;
    return { state: "silent", reason: code === 503 ? "no leader" : `status ${code}` };
  }
  const answer = message.json<{
    seq?: number;
    duplicate?: boolean;
    error?: { err_code?: number; code: number; description?: string };
  }>();
  if (answer.error !== undefined) {
    const { err_code: code, description } = answer.error;
    return { state: "refused", code: code ?? answer.error.code, reason: description ?? "" };
  }
  return { state: "stored", sequence: answer.seq ?? 0, duplicate: answer.duplicate === true };
}
