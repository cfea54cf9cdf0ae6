import { signal } from "@preact/signals";
import type {
  SecondFactorBegun,
  SecondFactorState,
} from "../../../engine/contract/wire/http_account.ts";
import { accountApi } from "../wire/account_api.ts";
import type { Answer, Fault } from "../wire/http.ts";

/** Whether signing in to this account asks for a code. */
export const secondFactor = signal<{ known?: SecondFactorState; fault?: Fault }>({});

export async function loadSecondFactor(): Promise<void> {
  const answer = await accountApi.secondFactor();
  secondFactor.value = answer.ok ? { known: answer.value } : { fault: answer.fault };
}

export const beginSecondFactor = (password: string): Promise<Answer<SecondFactorBegun>> =>
  accountApi.beginSecondFactor(password);

/** The codes for a lost device, to be shown this once. */
export async function confirmSecondFactor(code: string): Promise<Answer<{ recovery: string[] }>> {
  const answer = await accountApi.confirmSecondFactor(code);
  if (answer.ok) await loadSecondFactor();
  return answer;
}

export async function dropSecondFactor(password: string, code: string): Promise<Fault | undefined> {
  const answer = await accountApi.dropSecondFactor(password, code);
  if (!answer.ok) return answer.fault;
  await loadSecondFactor();
}
