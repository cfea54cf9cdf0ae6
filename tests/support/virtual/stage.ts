import type { QueryReply } from "../../../engine/contract/ports/bus.ts";
import type { Command, Reply } from "../../../engine/contract/wire/commands.ts";
import type { Event } from "../../../engine/contract/wire/events.ts";
import type { FeedMessage } from "../../../engine/contract/wire/feed.ts";
import type { Queries, QueryName } from "../../../engine/contract/wire/queries.ts";
import type { AgentRecord } from "../../../engine/contract/wire/roster.ts";
import type { Batch } from "../../../engine/contract/batch.ts";
import * as core from "../../../engine/core/mod.ts";
import type { Core } from "../../../engine/actors/world.ts";
import { employ, GATEWAY, PARTITION, WORKSPACE } from "./company.ts";
import { createVirtualJournal, type VirtualJournal } from "./journal.ts";
import { type Disk, startProcess, type VirtualProcess } from "./process.ts";
import { createSimulation, type Simulation } from "./simulation.ts";
import { createVirtualDocuments, createVirtualSnapshots, fold, snapshot } from "./store.ts";

/** One company's partition on a stage: a world, a disk, a process at a time, and who talks to it. */
export interface Stage {
  simulation: Simulation;
  disk: Disk;
  journal: VirtualJournal;
  snapshots: ReturnType<typeof createVirtualSnapshots>;
  /** The process that commands go to. */
  process: VirtualProcess;
  feeds: FeedMessage[];
  /** Sends without waiting; `reply` appears when it has come. */
  send(command: Command): Sent;
  /** Sends and steps until the answer is there. */
  ask(command: Command): Promise<Reply>;
  query<N extends QueryName>(name: N, ask: Queries[N]["ask"]): Promise<QueryReply<N>>;
  /** Publishes the demo configuration and puts these agents to work. */
  employ(agents: Record<string, AgentRecord>): Promise<void>;
  /** Starts another process on the same disk; it becomes the one that commands go to. */
  start(owner: string): VirtualProcess;
  /** What a follower does: folds the journal into its newest snapshot. */
  snapshot(): Promise<void>;
  /** What the journal holds. */
  batches(): Batch[];
  events(): Event[];
  ready(): boolean;
}

export interface Sent {
  command: Command;
  reply?: Reply;
  /** Batches that were durable when the reply came. */
  durable?: number;
}

export function createStage(seed: number, using: Core = core): Stage {
  const simulation = createSimulation(seed);
  const journal = createVirtualJournal(simulation);
  const snapshots = createVirtualSnapshots();
  const disk: Disk = {
    journal: () => journal,
    snapshots: () => snapshots,
    documents: createVirtualDocuments(),
  };
  const feeds: FeedMessage[] = [];
  const decoder = new TextDecoder();

  function start(owner: string): VirtualProcess {
    const process = startProcess(simulation, disk, { owner, partitions: [PARTITION], core: using });
    process.engine.bus.onFeed(GATEWAY, (message) => feeds.push(message));
    return stage.process = process;
  }

  function send(command: Command): Sent {
    const sent: Sent = { command };
    void stage.process.engine.bus.command(command).then((reply) => {
      sent.reply = reply;
      sent.durable = journal.entries.length;
    });
    return sent;
  }

  async function ask(command: Command): Promise<Reply> {
    const sent = send(command);
    await simulation.until(() => sent.reply !== undefined);
    return sent.reply!;
  }

  const batches = (): Batch[] =>
    journal.entries.map(({ encoded }) => JSON.parse(decoder.decode(encoded)));

  const stage: Stage = {
    simulation,
    disk,
    journal,
    snapshots,
    process: undefined as never,
    feeds,
    send,
    ask,
    query: (name, question) => query(stage, name, question),
    employ: (agents) => putToWork(stage, agents),
    start,
    snapshot: () => snapshot(core, PARTITION, journal, disk.documents, snapshots),
    batches,
    events: () => batches().flatMap(({ events }) => events),
    ready: () => stage.process.engine.partitions().every(({ state }) => state === "deciding"),
  };
  start("first");
  return stage;
}

async function query<N extends QueryName>(
  stage: Stage,
  name: N,
  question: Queries[N]["ask"],
): Promise<QueryReply<N>> {
  let answer: QueryReply<N> | undefined;
  void stage.process.engine.bus.query(WORKSPACE, name, question).then((reply) => answer = reply);
  await stage.simulation.until(() => answer !== undefined);
  return answer!;
}

async function putToWork(stage: Stage, agents: Record<string, AgentRecord>): Promise<void> {
  await stage.simulation.until(stage.ready);
  for (const command of await employ(stage.process.engine.bus, agents)) {
    const reply = await stage.ask(command);
    if (!reply.ok) throw new Error(`${command.type}: ${reply.error.code}`);
  }
}

/** The core with some functions replaced, and the state that it works on now. */
export function plantedCore(planted: Partial<Core> = {}): Core & { state(): core.PartitionState } {
  let state: core.PartitionState | undefined;
  const keep = (made: core.PartitionState) => state = made;
  return {
    ...core,
    createPartition: (partition) => keep(core.createPartition(partition)),
    decode: (bytes, documents) => keep(core.decode(bytes, documents)),
    ...planted,
    state: () => state!,
  };
}

/** The bytes of the state that the journal folds to. */
export async function foldedBytes(stage: Stage): Promise<Uint8Array> {
  const { state } = await fold(core, PARTITION, stage.journal, stage.disk.documents);
  return core.encode(state);
}
