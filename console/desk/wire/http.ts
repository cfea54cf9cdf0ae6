import type { Problem } from "../../../engine/contract/wire/http.ts";
import type { RefusalCode } from "../../../engine/contract/wire/refusals.ts";
import type { Conflict, FieldFault, Reason } from "../../../engine/contract/wire/refusals.ts";
import { randomId } from "./random_id.ts";

/** An expected no: the server's refusal, or that it could not be reached at all. */
export interface Fault {
  code: RefusalCode | "offline";
  fields?: FieldFault[];
  conflict?: Conflict;
  reason?: Reason;
  conversation?: string;
  retryAfterMs?: number;
}
export type Answer<Value> = { ok: true; value: Value } | { ok: false; fault: Fault };

/** A request that takes longer is given up; the desk says so and the person decides. */
const REQUEST_MS_MAX = 15_000;
const UPLOAD_MS_MAX = 120_000;

/** Refusals and names come in the language that the page shows. */
const spoken = (): Record<string, string> => ({
  accept: "application/json",
  "accept-language": document.documentElement.lang || "zh-CN",
});

type Method = "GET" | "POST" | "PUT" | "DELETE";

/** The newest unsafe request, while it has no answer. */
let newest: { name: string; answer: Promise<Answer<unknown>> } | undefined;

/**
 * One request to `/api/v1`. Unsafe ones carry a key of their own. The same one again, with none
 * between and the first not answered, is a button pressed twice: it is sent once, and both hear
 * its answer.
 */
export function request<Value>(
  method: Method,
  path: string,
  body?: unknown,
): Promise<Answer<Value>> {
  const headers = spoken();
  if (method === "GET") return perform(path, { method, headers }, REQUEST_MS_MAX);
  headers["content-type"] = "application/json";
  headers["idempotency-key"] = randomId();
  const content = JSON.stringify(body ?? {});
  const name = `${method} ${path} ${content}`;
  if (newest?.name === name) return newest.answer as Promise<Answer<Value>>;
  const answer = perform<Value>(path, { method, headers, body: content }, REQUEST_MS_MAX)
    .finally(() => {
      if (newest?.answer === answer) newest = undefined;
    });
  newest = { name, answer };
  return answer;
}

/** Raw bytes of a file; the name travels in the address. */
export const upload = <Value>(path: string, file: Blob): Promise<Answer<Value>> =>
  perform(path, {
    method: "POST",
    headers: {
      ...spoken(),
      "content-type": file.type || "application/octet-stream",
      "idempotency-key": randomId(),
    },
    body: file,
  }, UPLOAD_MS_MAX);

/** Raw bytes. */
export async function download(path: string): Promise<Answer<Blob>> {
  return await read(path, { headers: spoken() }, UPLOAD_MS_MAX, (response) => response.blob());
}

const perform = <Value>(path: string, init: RequestInit, ms: number): Promise<Answer<Value>> =>
  read(
    path,
    init,
    ms,
    async (response) => (response.status === 204 ? undefined : await response.json()) as Value,
  );

/** The line may also break, or the time be over, while the body is on its way. */
async function read<Value>(
  path: string,
  init: RequestInit,
  ms: number,
  body: (response: Response) => Promise<Value>,
): Promise<Answer<Value>> {
  const response = await answered(path, init, ms);
  if (!response.ok) return response;
  try {
    return { ok: true, value: await body(response.value) };
  } catch (error) {
    return { ok: false, fault: { code: broken(error) } };
  }
}

const broken = (error: unknown): Fault["code"] =>
  error instanceof DOMException && error.name === "TimeoutError" ? "too_slow" : "offline";

async function answered(path: string, init: RequestInit, ms: number): Promise<Answer<Response>> {
  let response: Response;
  try {
    response = await fetch(`/api/v1${path}`, { ...init, signal: AbortSignal.timeout(ms) });
  } catch (error) {
    return { ok: false, fault: { code: broken(error) } };
  }
  return response.ok
    ? { ok: true, value: response }
    : { ok: false, fault: await faultOf(response) };
}

async function faultOf(response: Response): Promise<Fault> {
  try {
    const problem = await response.json() as Partial<Problem>;
    if (problem.code) {
      const { code, fields, conflict, reason, conversation, retryAfterMs } = problem;
      return { code, fields, conflict, reason, conversation, retryAfterMs };
    }
  } catch {
    // A proxy's page instead of a problem document: the status is all there is to go by.
  }
  return { code: response.status === 401 ? "unauthenticated" : "unavailable" };
}
