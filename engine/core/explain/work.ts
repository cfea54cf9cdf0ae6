import type { ExplainedWork } from "../../contract/wire/explanation.ts";
import type { Agent } from "../agent/state.ts";
import { FLAG, NOBODY } from "../conversation/columns.ts";
import { isPassedOver, needOf } from "../conversation/lines.ts";
import { idAt, rowsOf } from "../ids.ts";
import { fits } from "../routing/mod.ts";
import type { Workspace } from "../workspace/state.ts";

/** Everything that waited and that this agent could have taken, highest index first. */
export function explainWork(
  workspace: Workspace,
  agent: Agent,
  now: number,
  most: number,
): ExplainedWork[] {
  const c = workspace.conversations.column;
  const index = workspace.plan!.configuration.index;
  const found: ExplainedWork[] = [];
  for (const handle of rowsOf(workspace.ids)) {
    if ((c.flags[handle] & FLAG.lined) === 0 || isPassedOver(workspace, handle)) continue;
    for (const group of [c.home[handle], c.over0[handle], c.over1[handle], c.over2[handle]]) {
      if (group === NOBODY) continue;
      if (!fits(workspace.routing, agent.handle, group, needOf(workspace, handle))) continue;
      const id = workspace.groups.words[group];
      const bonus = agent.record.memberships.find((one) => one.group === id)?.bonus ?? 0;
      const level = c.lineClass[handle];
      const minutes = (now - c.enqueuedAt[handle]) / 60_000;
      found.push({
        conversation: idAt(workspace.ids, handle),
        group: id,
        class: level,
        enqueuedAt: c.enqueuedAt[handle],
        index: index.base[level] + index.slope[level] * minutes + bonus,
      });
    }
  }
  return found.sort((a, b) => b.index - a.index || a.enqueuedAt - b.enqueuedAt).slice(0, most);
}
