import type { Agent } from "../agent/state.ts";
import { fits, type Need, type Work } from "../routing/mod.ts";
import type { Workspace } from "../workspace/state.ts";
import { FLAG, NOBODY, STATE } from "./columns.ts";
import { conversationOfItem } from "./item_rows.ts";
import { beforeInIndex } from "./index_value.ts";
import { isPassedOver, needOf } from "./lines.ts";

/** The best of all lines for an agent, as rows know it. */
export interface LineWork {
  handle: number;
  group: number;
}

/**
 * What the kernel offers, or before it by index a conversation opened again that it still passes
 * over, because this agent declined it or let it time out before it was closed (lines.ts,
 * `needOf`).
 */
export function bestWork(
  workspace: Workspace,
  agent: Agent,
  offered: Work | undefined,
  now: number,
): LineWork | undefined {
  let best: LineWork | undefined;
  if (offered !== undefined) {
    const handle = conversationOfItem(workspace, offered.item);
    if (handle === undefined) throw new Error("the kernel offers an item that is nobody's");
    best = { handle, group: offered.group };
  }
  for (const handle of workspace.openedAgain) {
    if (!workspace.excluded.get(handle)?.includes(agent.number)) continue;
    const group = groupOpenTo(workspace, agent, handle);
    if (group === undefined) continue;
    if (best === undefined || beforeInIndex(workspace, handle, best.handle, now)) {
      best = { handle, group };
    }
  }
  return best;
}

function groupOpenTo(workspace: Workspace, agent: Agent, handle: number): number | undefined {
  const c = workspace.conversations.column;
  const need: Need = needOf(workspace, handle);
  if (need.item !== undefined || c.state[handle] !== STATE.waiting) return undefined;
  if ((c.flags[handle] & FLAG.lined) === 0 || isPassedOver(workspace, handle)) return undefined;
  return [c.home[handle], c.over0[handle], c.over1[handle], c.over2[handle]]
    .find((group) => group !== NOBODY && fits(workspace.routing, agent.handle, group, need));
}
