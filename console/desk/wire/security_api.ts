import type {
  ApiKey,
  ApiKeyMade,
  ApiKeyRequest,
} from "../../../engine/contract/wire/http_api_keys.ts";
import type { AuditPage } from "../../../engine/contract/wire/http_audit.ts";
import type { CustomerSecret } from "../../../engine/contract/wire/desk.ts";
import { request } from "./http.ts";

/** Keys of programs and the audit. */
export const securityApi = {
  keys: () => request<{ keys: ApiKey[] }>("GET", "/api-keys"),
  makeKey: (body: ApiKeyRequest) => request<ApiKeyMade>("POST", "/api-keys", body),
  revokeKey: (id: string) => request<void>("DELETE", `/api-keys/${id}`),
  customerSecret: (shop: string) => request<CustomerSecret>("GET", `/customer-secrets/${shop}`),
  renewCustomerSecret: (shop: string) =>
    request<CustomerSecret>("POST", `/customer-secrets/${shop}/renew`),
  audit: (asked: Record<string, string>) =>
    request<AuditPage>("GET", `/audit?${new URLSearchParams(asked)}`),
};
