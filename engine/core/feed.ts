import type { Event } from "../contract/wire/events.ts";
import type { FeedItem } from "../contract/wire/feed.ts";
import { viewOf } from "./conversation/view.ts";
import type { PartitionState } from "./partition_state.ts";
import { conversationOf, type Workspace } from "./workspace/state.ts";

/**
 * To whom an event of the last commit goes: owner, former owner and receiver of an offer; the
 * visitor, for what visitors may see; every wall. Undefined for what only the engine knows.
 */
export function feedItem(state: PartitionState, event: Event): FeedItem | undefined {
  const addressed = state.addressed.get(event);
  if (addressed === undefined || event.workspace === "") return undefined;
  const workspace = state.workspaces.get(event.workspace);
  if (workspace === undefined) return undefined;
  const handle = handleOf(workspace, event);
  const { prev, publicPrev, agents, visitor } = addressed;
  return {
    event,
    prev,
    publicPrev,
    agents,
    ...(visitor === undefined ? {} : { visitor }),
    wall: true,
    ...(handle < 0 ? {} : { after: viewOf(workspace, handle) }),
  };
}

const handleOf = (workspace: Workspace, event: Event): number =>
  "conversation" in event ? conversationOf(workspace, event.conversation) : -1;
