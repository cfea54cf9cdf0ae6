import { signal } from "@preact/signals";
import { goTo } from "./navigation.ts";
import { multi, pathOf, selected, wishFocus } from "./selection.ts";

/** Conversations that stand side by side 多屏对话, in their order; kept in this browser. */
export const panes = signal<readonly string[]>([]);
export const columns = signal<2 | 3>(3);

/** Three of 340 px beside the list fill a screen of 1440. */
const PANES_MAX = 3;

const keyOf = (account: string) => `tidegate.desk.panes.${account}`;
let account = "";

export function restorePanes(of: string): void {
  account = of;
  panes.value = [];
  try {
    const kept = JSON.parse(localStorage.getItem(keyOf(of)) ?? "{}");
    if (Array.isArray(kept.panes)) panes.value = kept.panes.slice(0, PANES_MAX).map(String);
    columns.value = kept.columns === 2 ? 2 : 3;
  } catch {
    // What an older page kept cannot be read: it begins empty.
  }
}

function keep(): void {
  const kept = { panes: panes.value, columns: columns.value };
  localStorage.setItem(keyOf(account), JSON.stringify(kept));
}

/** Where a conversation comes in: beside the others, or in place of the one in front. */
export function withPane(
  list: readonly string[],
  conversation: string,
  front: string | undefined,
  most: number,
): readonly string[] {
  if (list.includes(conversation)) return list;
  if (list.length < most) return [...list, conversation];
  const at = Math.max(0, list.indexOf(front ?? ""));
  return list.map((one, index) => index === at ? conversation : one);
}

export function openPane(conversation: string): void {
  panes.value = withPane(panes.value, conversation, selected.peek(), columns.value);
  selected.value = conversation;
  keep();
}

export function dropPane(conversation: string): void {
  panes.value = panes.value.filter((one) => one !== conversation);
  if (selected.peek() === conversation) selected.value = panes.value[0];
  keep();
}

export function setColumns(count: 2 | 3): void {
  columns.value = count;
  panes.value = panes.value.slice(0, count);
  keep();
}

/** A conversation has been ended from its page: what is shown next, and takes the focus. */
export function leaveConversation(conversation: string): void {
  if (!multi.peek()) return goTo("/desk/");
  dropPane(conversation);
  wishFocus();
}

/** To the page of one conversation, from among several. */
export function openAlone(conversation: string): void {
  multi.value = false;
  goTo(pathOf(conversation));
}
