import type { Command } from "../../contract/wire/commands.ts";
import type { Draft } from "../../contract/wire/events.ts";
import { type Asking, type Decided, refuse, wrongField } from "../asking.ts";
import { openWindows, usedUnits } from "../routing/mod.ts";
import { blockedFault } from "../visitor/blocked.ts";
import { openOf } from "../visitor/closing.ts";
import { agentOf, conversationOf } from "../workspace/state.ts";
import { costOf, messageFields, openedDraft } from "./decide_open.ts";
import { groupNumber } from "./lines.ts";
import { groupFor } from "./placing.ts";
import { idAt } from "../ids.ts";

/**
 * 反向推送: an agent writes first, to somebody who was here before or is looking around. Nothing →
 * assigned to that agent, within the capacity. Refused: `conflict` with the conversation that is
 * open with this visitor already, `closed` to an erased visitor, `forbidden` to a blocked one,
 * `capacity_full` without room,
 * `not_eligible` while the agent is away, `forbidden` in a colleague's name.
 */
export function decideReach(ask: Asking, command: Command<"conversation.reach">): Decided {
  const { workspace, now, kind, who } = ask;
  if (kind === "agent" && who !== command.agent) return refuse("forbidden");
  if (workspace.plan === undefined) return refuse("unavailable");
  const fault = reachFault(ask, command);
  if (fault !== undefined) return fault;
  const { conversation, visitor, first } = command;
  const agent = agentOf(workspace, command.agent)!;
  const route = workspace.plan.routes.get(command.route)!;
  const group = groupFor(workspace, agent, groupNumber(workspace, route.group));
  if (group < 0) return refuse("not_eligible");
  const cost = costOf(workspace, route, command.channel);
  const used = usedUnits(workspace.routing, agent.handle);
  const { capacityUnits: capacity, windowCap } = agent.terms;
  const windows = openWindows(workspace.routing, agent.handle);
  if (used + cost > capacity || windows >= windowCap) return refuse("capacity_full");
  const name = workspace.groups.words[group];
  const line = { class: route.class, enqueuedAt: now };
  const drafts: Draft[] = [
    openedDraft(command, route, name, line, cost, now),
    { type: "conversation.reached", conversation, agent: agent.id, visitor },
  ];
  if (first !== undefined) {
    const message = messageFields(first, now);
    drafts.push({ type: "conversation.messaged", conversation, ...message, round: 0 });
  }
  const why = { code: "agentChose" as const, used, capacity };
  drafts.push({ type: "conversation.assigned", conversation, agent: agent.id, group: name, why });
  return drafts;
}

function reachFault(ask: Asking, command: Command<"conversation.reach">) {
  const { workspace } = ask;
  const { conversation, visitor, route, first } = command;
  const known = conversationOf(workspace, conversation);
  if (known >= 0) {
    const seq = workspace.conversations.column.order[known];
    return refuse("conflict", { conversation, seq });
  }
  if (workspace.erasedVisitors.has(visitor)) return refuse("closed");
  const blocked = blockedFault(ask, visitor);
  if (blocked !== undefined) return blocked;
  if (!workspace.plan!.routes.has(route)) return wrongField("route", "reference");
  const agent = agentOf(workspace, command.agent);
  if (agent === undefined || agent.removed) return wrongField("agent", "reference");
  const present = agent.presence === "online" || agent.presence === "busy";
  if (!present || agent.connection !== "connected") return refuse("not_eligible");
  const [open] = openOf(workspace, visitor);
  if (open !== undefined) return refuse("conflict", { conversation: idAt(workspace.ids, open) });
  const repeated = first && workspace.recent.get(first.message);
  return repeated && refuse("conflict", { conversation: repeated.conversation, seq: repeated.seq });
}
