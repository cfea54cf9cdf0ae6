import type { OwnSession, PasswordRequest } from "../../../engine/contract/wire/http_account.ts";
import { request } from "./http.ts";

/** Requests about one's own account. */
export const accountApi = {
  sessions: () => request<{ sessions: OwnSession[] }>("GET", "/account/sessions"),
  endSession: (session: string) => request<void>("DELETE", `/account/sessions/${session}`),
  endOthers: () => request<void>("DELETE", "/account/sessions"),
  changePassword: (body: PasswordRequest) => request<void>("PUT", "/account/password", body),
};
