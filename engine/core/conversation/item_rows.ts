/**
 * Which conversation an item of the kernel is, by the item's slot: a Map would cost a waiting
 * conversation as much as its place in line.
 */
import { type ItemHandle, slotOfItem } from "../routing/mod.ts";
import type { Workspace } from "../workspace/state.ts";

const FIRST_ROWS = 64;

export const createItemRows = (): Int32Array => new Int32Array(FIRST_ROWS);

/** Undefined when the item is nobody's, or the handle is of a former item in its slot. */
export function conversationOfItem(workspace: Workspace, item: ItemHandle): number | undefined {
  const row = (workspace.itemRows[slotOfItem(item)] ?? 0) - 1;
  return row >= 0 && workspace.conversations.column.item[row] === item ? row : undefined;
}

export function noteItem(workspace: Workspace, item: ItemHandle, row: number): void {
  const slot = slotOfItem(item);
  if (slot >= workspace.itemRows.length) {
    const wider = new Int32Array(Math.max(slot + 1, Math.ceil(workspace.itemRows.length * 1.25)));
    wider.set(workspace.itemRows);
    workspace.itemRows = wider;
  }
  workspace.itemRows[slot] = row + 1;
}

export function forgetItem(workspace: Workspace, item: ItemHandle): void {
  workspace.itemRows[slotOfItem(item)] = 0;
}
