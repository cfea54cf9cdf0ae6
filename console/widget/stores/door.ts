import type { CustomerRequest, OrderFact } from "../../../engine/contract/wire/desk.ts";
import type {
  EntriesPage,
  FileLink,
  LeaveRequest,
  MessageResponse,
  OpenRequest,
  OpenResponse,
  Problem,
  RatingRequest,
  Ticket,
  UploadResponse,
  VisitorSession,
  VisitorSessionRequest,
} from "../../../engine/contract/wire/http.ts";
import type { FieldFault, RefusalCode } from "../../../engine/contract/wire/refusals.ts";
import type { VisitorBlock } from "../../../engine/contract/wire/queries.ts";
import type { SwitchRequest } from "../../../engine/contract/wire/http_routing.ts";
import { blockOf } from "./block.ts";

/**
 * The gateway's HTTP interface for visitors. Answers are values: a refusal is not an exception, and
 * `unreachable` means that nobody knows whether the request arrived, so only the same idempotency
 * key may be used to ask again.
 */
export type Answer<T> =
  | { ok: true; value: T }
  | {
    ok: false;
    code: RefusalCode | "unreachable";
    fields?: FieldFault[];
    retryAfterMs?: number;
    conversation?: string;
    blocked?: VisitorBlock;
  };

const ANSWER_WITHIN_MS = 15_000;
const UPLOAD_WITHIN_MS = 120_000;
const BASE = "/api/v1/visitor";

let token: string | undefined;
export const useToken = (value: string | undefined): void => void (token = value);

interface Ask {
  method?: "GET" | "POST";
  body?: unknown;
  bytes?: Blob;
  key?: string;
}

async function call<T>(path: string, ask: Ask = {}): Promise<Answer<T>> {
  const headers: Record<string, string> = {};
  if (token !== undefined) headers.authorization = `Bearer ${token}`;
  if (ask.key !== undefined) headers["idempotency-key"] = ask.key;
  headers["content-type"] = ask.bytes?.type || "application/json";
  try {
    const response = await fetch(BASE + path, {
      method: ask.method ?? "POST",
      headers,
      body: ask.bytes ?? (ask.method === "GET" ? undefined : JSON.stringify(ask.body ?? {})),
      credentials: "omit",
      signal: AbortSignal.timeout(ask.bytes ? UPLOAD_WITHIN_MS : ANSWER_WITHIN_MS),
    });
    if (response.ok) {
      const text = await response.text();
      return { ok: true, value: (text === "" ? {} : JSON.parse(text)) as T };
    }
    const told = await problem(response);
    const { code, fields, retryAfterMs, conversation } = told;
    return { ok: false, code, fields, retryAfterMs, conversation, blocked: blockOf(told) };
  } catch {
    return { ok: false, code: "unreachable" };
  }
}

/** A proxy between may answer for the gateway without a problem document. */
async function problem(response: Response): Promise<Partial<Problem> & { code: RefusalCode }> {
  try {
    const document = await response.json() as Problem;
    if (typeof document.code === "string") return document;
  } catch {
    // Judged by the status alone.
  }
  if (response.status === 413) return { code: "too_large" };
  return { code: response.status >= 500 ? "unavailable" : "not_eligible" };
}

const inside = (conversation: string): string =>
  `/conversations/${encodeURIComponent(conversation)}`;

export const door = {
  session: (body: VisitorSessionRequest) => call<VisitorSession>("/sessions", { body }),
  orders: (orders: OrderFact[]) => call<unknown>("/orders", { body: { orders } }),
  customer: (body: CustomerRequest) => call<unknown>("/customer", { body }),
  ticket: () => call<Ticket>("/tickets"),
  open: (body: OpenRequest, key: string) => call<OpenResponse>("/conversations", { body, key }),
  leave: (conversation: string, body: LeaveRequest, key: string) =>
    call<Partial<MessageResponse>>(`${inside(conversation)}/leave`, { body, key }),
  rate: (conversation: string, body: RatingRequest, key: string) =>
    call<unknown>(`${inside(conversation)}/rating`, { body, key }),
  turn: (conversation: string, to: SwitchRequest["to"], key: string) =>
    call<unknown>(`${inside(conversation)}/switch`, { body: { to }, key }),
  close: (conversation: string, key: string) =>
    call<unknown>(`${inside(conversation)}/close`, { key }),
  entries: (conversation: string, before: number | undefined, limit: number) =>
    call<EntriesPage>(
      `${inside(conversation)}/entries?limit=${limit}${
        before === undefined ? "" : `&before=${before}`
      }`,
      { method: "GET" },
    ),
  upload: (conversation: string, file: File, key: string) =>
    call<UploadResponse>(
      `/files?conversation=${encodeURIComponent(conversation)}&name=${
        encodeURIComponent(file.name)
      }`,
      { bytes: file, key },
    ),
  fileLink: (file: string) =>
    call<FileLink>(`/files/${encodeURIComponent(file)}/link`, { method: "GET" }),
};
