import { DatabaseUnavailable } from "../../contract/ports/database.ts";
import type { Answer, FromWorker, Request, ToWorker } from "./protocol.ts";

/** Statements and waits under way; more are refused at once instead of queueing without bound. */
const IN_FLIGHT_MAX = 1_024;
/** Longer than any desk statement takes; the worker is stuck if one does. */
const ANSWER_WITHIN_MS = 15_000;

/** A statement that PostgreSQL refused; `code` is its SQLSTATE, such as 23505 for a duplicate. */
class StatementRefused extends Error {
  override name = "StatementRefused";
  constructor(message: string, readonly code: string) {
    super(message);
  }
}

interface InFlight {
  resolve: (value: unknown) => void;
  reject: (error: Error) => void;
  timer?: ReturnType<typeof setTimeout>;
}

/** One worker's life: requests out, answers in. After `lost` every request is refused. */
export interface Connection {
  ask<T extends Request["type"]>(
    request: Extract<Request, { type: T }>,
    withinMs?: number,
  ): Promise<Answer[T]>;
  terminate(): void;
}

export interface ConnectionParts {
  report: (sentence: string) => void;
  /** The worker died; called once. */
  lost: (why: string) => void;
}

const startWorker = (): Worker =>
  new Worker(new URL("./worker.ts", import.meta.url), { type: "module", name: "records" });

export function connect({ report, lost }: ConnectionParts): Connection {
  const worker = startWorker();
  const inFlight = new Map<number, InFlight>();
  let nextId = 1;
  let dead: string | undefined;

  function finish(id: number): InFlight | undefined {
    const waiting = inFlight.get(id);
    if (waiting) clearTimeout(waiting.timer);
    inFlight.delete(id);
    return waiting;
  }

  function end(why: string): void {
    if (dead !== undefined) return;
    dead = why;
    for (const id of [...inFlight.keys()]) finish(id)?.reject(new DatabaseUnavailable(why));
  }

  worker.onmessage = ({ data }: MessageEvent<FromWorker>) => {
    if (data.type === "answer") finish(data.id)?.resolve(data.value);
    else if (data.type === "failed") finish(data.id)?.reject(failure(data));
    else report(data.sentence);
  };
  worker.onerror = (event) => {
    event.preventDefault();
    if (dead !== undefined) return;
    end(event.message);
    worker.terminate();
    lost(event.message);
  };

  return {
    ask(request, withinMs = ANSWER_WITHIN_MS) {
      if (dead !== undefined) return Promise.reject(new DatabaseUnavailable(dead));
      if (inFlight.size >= IN_FLIGHT_MAX) {
        return Promise.reject(new DatabaseUnavailable("too many requests to the records at once"));
      }
      const id = nextId++;
      return new Promise((resolve, reject) => {
        const waiting: InFlight = { resolve: resolve as (value: unknown) => void, reject };
        if (Number.isFinite(withinMs)) {
          waiting.timer = setTimeout(() => {
            finish(id)?.reject(new DatabaseUnavailable("the records did not answer in time"));
          }, withinMs);
        }
        inFlight.set(id, waiting);
        worker.postMessage({ id, request } satisfies ToWorker);
      });
    },
    terminate() {
      end("the records are stopped");
      worker.terminate();
    },
  };
}

function failure(data: Extract<FromWorker, { type: "failed" }>): Error {
  if (data.code !== undefined && /^[0-9A-Z]{5}$/.test(data.code)) {
    return new StatementRefused(data.message, data.code);
  }
  return Object.assign(new Error(data.message), { name: data.name });
}
