import type { WorkTarget } from "../../contract/wire/commands.ts";
import type { Draft } from "../../contract/wire/events.ts";
import { idAt } from "../ids.ts";
import { canQueue, fits, usedUnits } from "../routing/mod.ts";
import { agentOf, type Workspace } from "../workspace/state.ts";
import { takeBack } from "./decide_aside.ts";
import { returned } from "./decide_transfer.ts";
import { groupNumber, needOf } from "./lines.ts";
import { groupFor } from "./placing.ts";

/**
 * One conversation of somebody who goes offline, to where the leaver said. A colleague without room
 * and a group without a line for it are no help: it goes back to its own place then.
 */
export function handOver(workspace: Workspace, handle: number, work: WorkTarget): Draft[] {
  const c = workspace.conversations.column;
  const conversation = idAt(workspace.ids, handle);
  const agent = workspace.agents[c.owner[handle]].id;
  const offer = workspace.offers.get(handle);
  const ended: Draft[] = offer === undefined
    ? []
    : [returned(conversation, offer.from, "withdrawn")];
  if ("park" in work) return [...ended, { type: "conversation.parked", conversation, agent }];
  const why = { code: "handedOver" as const, from: agent };
  const reclaimed: Draft = { type: "conversation.reclaimed", conversation, agent, why };
  const home = takeBack(workspace, handle, { code: "agentOffline", from: agent });
  if ("group" in work) {
    const { group } = work;
    const line = groupNumber(workspace, group);
    if (!canQueue(workspace.routing, line, c.requirement[handle])) return home;
    return [...ended, reclaimed, {
      type: "conversation.queued",
      conversation,
      group,
      class: c.class[handle],
      enqueuedAt: c.enqueuedAt[handle],
      why,
    }];
  }
  const colleague = agentOf(workspace, work.agent);
  const group = colleague === undefined ? -1 : groupFor(workspace, colleague, c.group[handle]);
  const need = needOf(workspace, handle);
  if (colleague === undefined || group < 0) return home;
  if (!fits(workspace.routing, colleague.handle, group, need)) return home;
  const used = usedUnits(workspace.routing, colleague.handle);
  return [...ended, reclaimed, {
    type: "conversation.assigned",
    conversation,
    agent: colleague.id,
    group: workspace.groups.words[group],
    why: { ...why, to: colleague.id, used, capacity: colleague.terms.capacityUnits },
  }];
}
