import type { AgendaStep } from "../contract/batch.ts";
import type { Event } from "../contract/wire/events.ts";
import type { Plan } from "./configuration/plan.ts";
import { createRing, type Ring } from "./ring.ts";
import { createWorkspace, type Workspace } from "./workspace/state.ts";

/** Everything one partition remembers (architecture §2). Opaque outside this folder. */
export interface PartitionState {
  readonly partition: number;
  epoch: number;
  /** Sequence of the last batch, its time, and the last inbox message read. */
  sequence: number;
  at: number;
  inbox: number;
  /** Partition-wide events count on their own. */
  wideSeq: number;
  workspaces: Map<string, Workspace>;
  agenda: AgendaStep[];
  ring: Ring;
  /** When the next conversation of a gone agent may return: at most 50 a second. */
  returnSlotAt: number;
  /** Compiled configurations by hash: not state, installed before they are named. */
  documents: Map<string, Plan>;
  /** Not state: where the events of the last commit go, until the next one. */
  addressed: Map<Event, Addressed>;
}

/** What only the moment of the commit knows of an event. */
export interface Addressed {
  prev: number;
  publicPrev: number;
  agents: string[];
  visitor: string | undefined;
}

export function createPartition(partition: number): PartitionState {
  return {
    partition,
    epoch: 0,
    sequence: 0,
    at: 0,
    inbox: 0,
    wideSeq: 0,
    workspaces: new Map(),
    agenda: [],
    ring: createRing(),
    returnSlotAt: 0,
    documents: new Map(),
    addressed: new Map(),
  };
}

/** The workspace, made at its first event. Only `apply` may call this. */
export function workspaceFor(state: PartitionState, id: string, at: number): Workspace {
  const known = state.workspaces.get(id);
  if (known !== undefined) return known;
  const workspace = createWorkspace(id, at);
  state.workspaces.set(id, workspace);
  return workspace;
}
