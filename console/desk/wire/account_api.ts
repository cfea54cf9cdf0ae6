import type {
  AccountRow,
  NewAccountRequest,
  OwnSession,
  PasswordRequest,
  SecondFactorBegun,
  SecondFactorCodes,
  SecondFactorState,
} from "../../../engine/contract/wire/http_account.ts";
import { request } from "./http.ts";

const of = (account: string, action: string): string =>
  `/accounts/${encodeURIComponent(account)}/${action}`;

/** Requests about one's own account, and an admin's about everybody's. */
export const accountApi = {
  accounts: () => request<{ accounts: AccountRow[] }>("GET", "/accounts"),
  add: (body: NewAccountRequest) => request<void>("POST", "/accounts", body),
  giveRole: (account: string, role: AccountRow["role"]) =>
    request<void>("PUT", of(account, "role"), { role }),
  setDisabled: (account: string, disabled: boolean) =>
    request<void>("POST", of(account, disabled ? "disable" : "enable")),
  resetFactor: (account: string) => request<void>("POST", of(account, "reset-second-factor")),
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
