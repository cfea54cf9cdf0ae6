import { signal } from "@preact/signals";
import type { Me } from "../../../engine/contract/wire/http.ts";
import { setServerTime } from "../../kit/tick.ts";
import { api } from "../wire/api.ts";
import type { Fault } from "../wire/http.ts";
import { restorePanes } from "./panes.ts";
import { preferencesOf } from "./preferences.ts";

/** Who sits at this desk. */
export type Session =
  | { state: "unknown" }
  | { state: "unreachable"; fault: Fault }
  | { state: "signedOut"; ended: boolean }
  | { state: "signedIn"; me: Me };

export const session = signal<Session>({ state: "unknown" });

/** The agent at this desk; empty when the account has none. */
export const selfId = (): string =>
  session.value.state === "signedIn" ? session.value.me.agent ?? "" : "";

/** How the engine knows this person: the agent, or by the account without one. */
export const whoIAm = (): string =>
  session.value.state === "signedIn"
    ? session.value.me.agent ?? session.value.me.account.replace(/[^A-Za-z0-9_-]/g, "_")
    : "";

export const roleIs = (...roles: Me["role"][]): boolean =>
  session.value.state === "signedIn" && roles.includes(session.value.me.role);

function enter(me: Me): void {
  setServerTime(me.at);
  void preferencesOf(me.account);
  restorePanes(me.account);
  session.value = { state: "signedIn", me };
}

/** Looks whether this browser is signed in already. */
export async function restoreSession(): Promise<void> {
  const answer = await api.me();
  if (answer.ok) return enter(answer.value);
  session.value = answer.fault.code === "unauthenticated"
    ? { state: "signedOut", ended: false }
    : { state: "unreachable", fault: answer.fault };
}

export async function signIn(
  account: string,
  password: string,
  code?: string,
): Promise<Fault | undefined> {
  const answer = await api.signIn({ account, password, ...(code && { code }) });
  if (!answer.ok) return answer.fault;
  enter(answer.value);
}

export async function signOut(): Promise<void> {
  await api.signOut();
  session.value = { state: "signedOut", ended: false };
}

/** The server no longer knows this session. */
export function sessionEnded(): void {
  if (session.value.state === "signedIn") session.value = { state: "signedOut", ended: true };
}
