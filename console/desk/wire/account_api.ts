import type {
  OwnSession,
  PasswordRequest,
  SecondFactorBegun,
  SecondFactorCodes,
  SecondFactorState,
} from "../../../engine/contract/wire/http_account.ts";
import { request } from "./http.ts";

/** Requests about one's own account. */
export const accountApi = {
  sessions: () => request<{ sessions: OwnSession[] }>("GET", "/account/sessions"),
  endSession: (session: string) => request<void>("DELETE", `/account/sessions/${session}`),
  endOthers: () => request<void>("DELETE", "/account/sessions"),
  changePassword: (body: PasswordRequest) => request<void>("PUT", "/account/password", body),
  secondFactor: () => request<SecondFactorState>("GET", "/account/second-factor"),
  beginSecondFactor: (password: string) =>
    request<SecondFactorBegun>("POST", "/account/second-factor", { password }),
  confirmSecondFactor: (code: string) =>
    request<SecondFactorCodes>("POST", "/account/second-factor/confirm", { code }),
  dropSecondFactor: (password: string, code: string) =>
    request<void>("POST", "/account/second-factor/off", { password, code }),
};
