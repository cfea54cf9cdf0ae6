import { signal } from "@preact/signals";
import { sentenceOf } from "../../../engine/contract/wire/refusals.ts";
import type { Fault } from "../wire/http.ts";
import type { Word } from "../words/zh.ts";
import { language, words } from "./preferences.ts";

/** What the person is told about a fault: the fixed sentence of its code, or of what it names. */
export const faultText = (
  { code, conflict, reason }: Pick<Fault, "code" | "conflict" | "reason">,
): string =>
  code === "offline"
    ? words.say("fault.offline")
    : sentenceOf({ code, conflict, reason }, language());

/** A fault of an action that knows better than its code what to do about it. */
interface Told extends Fault {
  said?: Word;
}

/** The last thing that did not work, shown until it is closed or something works again. */
export const lastFault = signal<Told | undefined>(undefined);

export const clearFault = (): void => void (lastFault.value = undefined);

/** Runs an action of the person's; true when it worked. */
export async function attempt(
  action: Promise<{ ok: true } | { ok: false; fault: Fault }>,
): Promise<boolean> {
  const answer = await action;
  lastFault.value = answer.ok ? undefined : answer.fault;
  return answer.ok;
}
