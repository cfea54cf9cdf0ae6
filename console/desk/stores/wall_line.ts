import { signal } from "@preact/signals";
import type { DeskConversation } from "../../../engine/contract/wire/socket.ts";
import { sharing } from "../model/same.ts";
import { api } from "../wire/api.ts";
import type { Fault } from "../wire/http.ts";

/**
 * A group's whole waiting line, one page at a time: the wall itself is told the first fifty of each.
 * Only the page in front is read, again and again while it is.
 */
interface WallLine {
  group: string;
  /** What each page up to this one begins behind; the first stands at the front of the line. */
  begins: readonly (string | undefined)[];
  rows: readonly DeskConversation[];
  next?: string;
  fault?: Fault;
}

export const wallLine = signal<WallLine | undefined>(undefined);

/** A page: what a look costs the engine is one question for each row. */
const PAGE_ROWS = 50;

export async function loadLine(): Promise<void> {
  const asked = wallLine.value;
  if (!asked) return;
  const answer = await api.waitingLine(asked.group, PAGE_ROWS, asked.begins.at(-1));
  if (wallLine.value?.begins !== asked.begins) return;
  if (!answer.ok) return void (wallLine.value = { ...asked, fault: answer.fault });
  const { conversations, next } = answer.value;
  const rows = sharing(asked.rows, conversations, ({ conversation }) => conversation);
  wallLine.value = { group: asked.group, begins: asked.begins, rows, next };
}

export function openLine(group: string): void {
  wallLine.value = { group, begins: [undefined], rows: [] };
  void loadLine();
}

export const closeLine = (): void => void (wallLine.value = undefined);

/** To the next page, or to the one before. */
export function turnLine(way: "on" | "back"): void {
  const line = wallLine.value;
  if (!line) return;
  const { begins, next } = line;
  if (way === "on" ? next === undefined : begins.length < 2) return;
  wallLine.value = { ...line, begins: way === "on" ? [...begins, next] : begins.slice(0, -1) };
  void loadLine();
}
