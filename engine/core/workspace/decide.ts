import type { Command } from "../../contract/wire/commands.ts";
import { type Asking, type Decided, refuse } from "../asking.ts";
import { STATE } from "../conversation/columns.ts";
import type { FieldFault } from "../../contract/wire/refusals.ts";
import type { Plan } from "../configuration/plan.ts";
import type { Workspace } from "./state.ts";
import { rowsOf } from "../ids.ts";

/**
 * config.publish: the document was validated and installed before; here it is only refused when
 * it is not at hand, or takes away a group in which conversations still are. The same hash again
 * changes nothing.
 */
export function decidePublish(ask: Asking, { hash }: Command<"config.publish">): Decided {
  const { state, workspace } = ask;
  const plan = state.documents.get(hash);
  if (plan === undefined) return refuse("not_found");
  if (workspace.hash === hash) return [];
  const fields = groupsStillInUse(workspace, plan);
  if (fields.length > 0) return refuse("invalid", { fields });
  return [{ type: "config.published", version: workspace.version + 1, hash }];
}

function groupsStillInUse(workspace: Workspace, plan: Plan): FieldFault[] {
  const c = workspace.conversations.column;
  const used = new Set<number>();
  for (const handle of rowsOf(workspace.ids)) {
    if (c.state[handle] === STATE.closed) continue;
    for (const column of [c.home, c.group, c.over0, c.over1, c.over2]) used.add(column[handle]);
  }
  for (const { to } of workspace.offers.values()) {
    if ("group" in to) used.add(workspace.groups.index.get(to.group) ?? -1);
  }
  return [...workspace.plan?.groups.keys() ?? []]
    .filter((id) => !plan.groups.has(id) && used.has(workspace.groups.index.get(id) ?? -1))
    .map((id) => ({ path: `groups.${id}`, rule: "state" as const }));
}
