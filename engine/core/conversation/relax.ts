import { requirementText } from "../../contract/configuration/requirement_sets.ts";
import type { Draft, Event } from "../../contract/wire/events.ts";
import { CHANNELS } from "../../contract/wire/states.ts";
import { pushPlace } from "../agenda.ts";
import { idAt } from "../ids.ts";
import type { PartitionState } from "../partition_state.ts";
import { canQueue } from "../routing/mod.ts";
import { askedShop, hasRoomForSet, relaxedNeed } from "../workspace/requirements.ts";
import type { Workspace } from "../workspace/state.ts";
import { FLAG, STATE } from "./columns.ts";
import { internNeed, restand } from "./lines.ts";

/**
 * Relaxation 放宽: what a route asks of an agent is dropped step by step while the visitor waits,
 * counted from the original place, so that nobody waits for ever for a skill that is not there.
 */

const stepOf = (workspace: Workspace, handle: number) => {
  const { route, relaxed } = workspace.conversations.column;
  const rule = workspace.plan?.routes.get(workspace.words.words[route[handle]]);
  return rule?.relax?.[relaxed[handle]];
};

export function relaxDueAt(workspace: Workspace, handle: number): number {
  const c = workspace.conversations.column;
  if (c.state[handle] !== STATE.waiting || workspace.offers.has(handle)) return Infinity;
  const step = stepOf(workspace, handle);
  return step === undefined ? Infinity : c.enqueuedAt[handle] + step.afterMs;
}

export function relaxedDrafts(workspace: Workspace, handle: number): Draft[] {
  const c = workspace.conversations.column;
  const { afterMs, requirements } = stepOf(workspace, handle)!;
  const route = workspace.words.words[c.route[handle]];
  const channel = CHANNELS[c.channel[handle]];
  const need = relaxedNeed(workspace, route, channel, c.relaxed[handle]);
  if (need < 0 || !canQueue(workspace.routing, c.home[handle], need)) return [];
  // its own shop: the route may have another by now
  const shop = askedShop(workspace, workspace.words.words[c.shop[handle]]);
  const asked = { requirements: requirementText(requirements), channel, shop };
  if (!hasRoomForSet(workspace, asked)) return [];
  return [{
    type: "conversation.relaxed",
    conversation: idAt(workspace.ids, handle),
    requirements: asked.requirements,
    step: c.relaxed[handle],
    afterMs,
  }];
}

export function applyRelaxed(
  state: PartitionState,
  workspace: Workspace,
  handle: number,
  { requirements, step }: Event<"conversation.relaxed">,
): void {
  const c = workspace.conversations.column;
  const shop = askedShop(workspace, workspace.words.words[c.shop[handle]]);
  c.relaxed[handle] = step + 1;
  c.requirement[handle] = internNeed(workspace, requirements, CHANNELS[c.channel[handle]], shop);
  if ((c.flags[handle] & FLAG.lined) === 0) return;
  restand(workspace, handle);
  pushPlace(state, workspace, handle);
}
