import { signal } from "@preact/signals";
import type { OwnSession } from "../../../engine/contract/wire/http_account.ts";
import { accountApi } from "../wire/account_api.ts";
import type { Answer, Fault } from "../wire/http.ts";

/** Where this account is signed in. */
export const ownSessions = signal<{ known?: OwnSession[]; fault?: Fault }>({});

export async function loadOwnSessions(): Promise<void> {
  const answer = await accountApi.sessions();
  ownSessions.value = answer.ok
    ? { known: answer.value.sessions }
    : { known: ownSessions.peek().known, fault: answer.fault };
}

/** Read again afterwards: what the server says is what is shown. */
async function then(answer: Answer<void>): Promise<Fault | undefined> {
  await loadOwnSessions();
  return answer.ok ? undefined : answer.fault;
}

export const endSession = async (session: string): Promise<Fault | undefined> =>
  await then(await accountApi.endSession(session));

export const endOthers = async (): Promise<Fault | undefined> =>
  await then(await accountApi.endOthers());

export const changePassword = async (password: string, next: string): Promise<Fault | undefined> =>
  await then(await accountApi.changePassword({ password, next }));
