import type { Command } from "../../contract/wire/commands.ts";
import { VISITOR_PRESENCES } from "../../contract/wire/states.ts";
import { type Asking, type Decided, refuse } from "../asking.ts";
import { decideBlock } from "./blocked.ts";
import { closingDrafts } from "./closing.ts";
import { rowOf } from "../ids.ts";

/**
 * Visitors are here, hidden or gone, as the gateways report; only those with a conversation in
 * memory are known. A gone one keeps the place; when the grace is over the engine says `gone`
 * itself, and the place is passed over until the visitor is back.
 *
 * | command | known | not known |
 * |---|---|---|
 * | presence | presence_changed, nothing when nothing changes | nothing to do |
 * | update | updated, closed once erased | updated, closed once erased |
 * | block | open conversations closed (blocked), then blocked; closed once erased | blocked, closed once erased |
 * | erase | open conversations closed (erased), then erased | erased |
 * | erasureCompleted | erasure_completed | erasure_completed |
 * | expire | presence_changed (gone) when still due | nothing to do |
 */
export function decideVisitor(
  ask: Asking,
  command: Command<
    | "visitor.presence"
    | "visitor.update"
    | "visitor.block"
    | "visitor.erase"
    | "visitor.erasureCompleted"
    | "visitor.expire"
  >,
): Decided {
  const { workspace, now, kind, who } = ask;
  const { visitor } = command;
  if (kind === "visitor" && who !== visitor) return refuse("not_found");
  const row = rowOf(workspace.visitors.ids, visitor);
  const v = workspace.visitors.table.column;
  switch (command.type) {
    case "visitor.presence": {
      const { presence, gateway } = command;
      if (row === undefined) return [];
      const same = VISITOR_PRESENCES[v.presence[row]] === presence &&
        workspace.visitors.gateways[row] === gateway;
      const counting = v.goneDue[row] > 0 || v.passedOver[row] === 1;
      if (same && (presence !== "here" || !counting)) return [];
      return [{ type: "visitor.presence_changed", visitor, presence, gateway }];
    }
    case "visitor.update": {
      const { card, key } = command;
      if (workspace.erasedVisitors.has(visitor)) return refuse("closed");
      return [{ type: "visitor.updated", visitor, card, key }];
    }
    case "visitor.block":
      return decideBlock(ask, command);
    case "visitor.erase":
      // one batch: whatever is open closes, then the visitor is erased (architecture §3)
      return [...closingDrafts(ask, visitor, "erased"), { type: "visitor.erased", visitor }];
    case "visitor.erasureCompleted":
      return [{ type: "visitor.erasure_completed", visitor }];
    case "visitor.expire": {
      const due = row !== undefined && v.passedOver[row] === 0 && command.dueAt > 0 &&
        v.goneDue[row] === command.dueAt && command.dueAt <= now;
      if (!due) return [];
      const gateway = workspace.visitors.gateways[row];
      return [{ type: "visitor.presence_changed", visitor, presence: "gone", gateway }];
    }
  }
}
