import type { Configuration } from "../../contract/wire/configuration.ts";
import { createItemRows, noteItem } from "../conversation/item_rows.ts";
import { internNeed } from "../conversation/lines.ts";
import { rowsOf } from "../ids.ts";
import { decodeRouting, encodeRouting } from "../routing/mod.ts";
import { internRoutes, lacksRoomForSets } from "./requirements.ts";
import { handlesInOrder, type Workspace } from "./state.ts";

/**
 * The kernel numbers requirement sets for as long as it lives, and whoever asks for skills of their
 * own can ask for ever new ones. A follower that lives for months would run out of numbers where the
 * engine, which begins anew with each restart, has not. So both forget what nobody asks for any more
 * by the same events: the kernel is written down and read back as a snapshot does it, which drops
 * what no item names and changes nothing else.
 */

/** Forgets the sets that nobody asks for, where there are `most` in all and so many of those. */
export function forgetSets(workspace: Workspace, most: number, unaskedLeast = 1): void {
  const { needs, routeNeeds, ids, conversations: { column: c } } = workspace;
  if (needs.size < most) return;
  const asked = new Set(routeNeeds.values());
  for (const handle of rowsOf(ids)) asked.add(c.requirement[handle]);
  if (needs.size - asked.size >= unaskedLeast) readBack(workspace);
}

/**
 * Before documents are taken up, or shops restricted or not any more: the engine that decided it had
 * room, and a follower may remember more sets.
 */
export function makeRoomForSets(
  workspace: Workspace,
  documents: readonly Configuration[],
  restricted: boolean,
): void {
  if (lacksRoomForSets(workspace, documents, restricted)) forgetSets(workspace, 0);
}

function readBack(workspace: Workspace): void {
  const { column: c } = workspace.conversations;
  const handles = handlesInOrder(workspace);
  const asked = handles.map((handle) => workspace.needs.get(c.requirement[handle])!);
  const { routing, agents, items } = decodeRouting(encodeRouting(
    workspace.routing,
    workspace.agents.map(({ handle }) => handle),
    handles.map((handle) => c.item[handle]),
  ));
  workspace.routing = routing;
  workspace.agentOfHandle.clear();
  for (const [number, agent] of workspace.agents.entries()) {
    agent.handle = agents[number];
    workspace.agentOfHandle.set(agent.handle, number);
  }
  workspace.itemRows = createItemRows();
  workspace.needs.clear();
  workspace.needOfWords.clear();
  for (const [at, handle] of handles.entries()) {
    const { requirements, channel, shop } = asked[at];
    c.item[handle] = items[at];
    noteItem(workspace, items[at], handle);
    c.requirement[handle] = internNeed(workspace, requirements, channel, shop);
  }
  if (workspace.plan !== undefined) internRoutes(workspace, workspace.plan.configuration);
}
