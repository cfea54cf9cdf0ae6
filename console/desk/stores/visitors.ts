import { signal } from "@preact/signals";
import type { FoundVisitor } from "../../../engine/contract/wire/desk.ts";
import { api } from "../wire/api.ts";
import type { Fault } from "../wire/http.ts";
import { goTo } from "./navigation.ts";
import { pathOf } from "./selection.ts";

/** Past visitors of the last search. */
export const foundVisitors = signal<{ found?: FoundVisitor[]; fault?: Fault }>({});

/** Whom the page shows: those who are browsing, or those who were found. */
export const visitorsView = signal<"now" | "past">("now");

/** Counts the searches: an earlier one may be answered after a later. */
let wanted = 0;

/** `blocked`: only those who are blocked now. */
export async function findVisitors(search: string, blocked = false): Promise<void> {
  const mine = ++wanted;
  visitorsView.value = "past";
  const answer = await api.visitors(search, blocked);
  if (wanted !== mine) return;
  foundVisitors.value = answer.ok ? { found: answer.value.visitors } : { fault: answer.fault };
}

/** 反向推送: writes first, and brings the conversation in front; the fault is for the form. */
export async function writeFirst(
  visitor: string,
  route: string,
  text: string,
): Promise<Fault | undefined> {
  const answer = await api.reach(visitor, { route, body: { kind: "text", text } });
  if (!answer.ok) return answer.fault;
  goTo(pathOf(answer.value.conversation));
}
