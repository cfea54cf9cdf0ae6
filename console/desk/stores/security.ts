import { signal } from "@preact/signals";
import type { ApiKey, ApiKeyRequest } from "../../../engine/contract/wire/http_api_keys.ts";
import type { AuditLine } from "../../../engine/contract/wire/http_audit.ts";
import type { CustomerSecret } from "../../../engine/contract/wire/desk.ts";
import type { Answer, Fault } from "../wire/http.ts";
import { securityApi } from "../wire/security_api.ts";

export const apiKeys = signal<{ known?: ApiKey[]; fault?: Fault }>({});

export async function loadKeys(): Promise<void> {
  const answer = await securityApi.keys();
  apiKeys.value = answer.ok ? { known: answer.value.keys } : { fault: answer.fault };
}

/** The key itself, to be shown this once. */
export async function makeKey(body: ApiKeyRequest): Promise<Answer<{ key: string }>> {
  const answer = await securityApi.makeKey(body);
  if (answer.ok) await loadKeys();
  return answer;
}

export async function revokeKey(id: string): Promise<Fault | undefined> {
  const answer = await securityApi.revokeKey(id);
  await loadKeys();
  return answer.ok ? undefined : answer.fault;
}

/** A shop's secret for signing its customers, shown when an admin asks, and renewed. */
export const customerSecret = (shop: string, renew: boolean): Promise<Answer<CustomerSecret>> =>
  renew ? securityApi.renewCustomerSecret(shop) : securityApi.customerSecret(shop);

/** What the audit is asked for; empty means any. */
export interface AuditFilter {
  author: string;
  action: string;
}

export const audit = signal<{ lines?: AuditLine[]; next?: string; fault?: Fault }>({});

/** The last question: of two presses only one page is appended, and to the lines of its filter. */
let wanted = {};

/** `before` appends older lines to those shown. */
export async function loadAudit({ author, action }: AuditFilter, before?: string): Promise<void> {
  const mine = wanted = {};
  const answer = await securityApi.audit({
    ...(author !== "" && { author }),
    ...(action !== "" && { action }),
    ...(before !== undefined && { before }),
  });
  if (wanted !== mine) return;
  const { lines: shown = [] } = audit.peek();
  if (!answer.ok) audit.value = { ...audit.peek(), fault: answer.fault };
  else {
    const { lines, next } = answer.value;
    audit.value = { lines: before === undefined ? lines : [...shown, ...lines], next };
  }
}
