/**
 * Several engines in virtual time: they own partitions, follow each other's, die, sleep, are cut
 * off, lose their leases too early, and hand over. The promises are judged after every step; then
 * everything heals and has to converge.
 */
import * as core from "../../engine/core/mod.ts";
import type { Batch } from "../../engine/contract/batch.ts";
import type { Configuration } from "../../engine/contract/wire/configuration.ts";
import type { Event } from "../../engine/contract/wire/events.ts";
import { partitionOf } from "../../engine/contract/wire/ids.ts";
import {
  createJudge,
  isBroken,
  type Judge,
  judgeEntry,
  judgeHistory,
  verdictsOf,
} from "../../engine/promises/judge.ts";
import type { Verdict } from "../../engine/promises/verdict.ts";
import type { Journal } from "../../engine/ports/journal.ts";
import { createVirtualJournal, noFaults, type VirtualJournal } from "../support/virtual/journal.ts";
import { createVirtualLeases, noLeaseFaults } from "../support/virtual/leases.ts";
import {
  type MemberWorld,
  startVirtualMember,
  type VirtualMember,
} from "../support/virtual/member.ts";
import { createNetwork, noNetworkFaults } from "../support/virtual/network.ts";
import { createSimulation, type Simulation } from "../support/virtual/simulation.ts";
import {
  createVirtualDocuments,
  createVirtualSnapshots,
  fold,
  snapshot,
} from "../support/virtual/store.ts";
import { type Client, createClient } from "./client.ts";
import { AGENTS, configuration, record } from "./company.ts";
import { createIntegrator, type Integrator } from "./integrator.ts";
import { createObservers, type Observers } from "./observers.ts";
import { act, createPeople, type People } from "./people.ts";
import { disturbCluster } from "./cluster_faults.ts";
import { createSometimes } from "./sometimes.ts";

/** Companies that lie in different partitions. */
const WORKSPACES = ["w-sim", "w-bay", "w-cove"];
export const ENGINES = ["e1", "e2", "e3"];

export interface ClusterSettings {
  seed: number;
  acts: number;
  /** What a process has for a journal; planted faults hand in one that lies. */
  journal?: (journal: Journal) => Journal;
  /** Told of every durable event, for reading a failing seed. */
  trace?: (event: Event, sequence: number, partition: number) => void;
}

export interface ClusterOutcome {
  seed: number;
  verdicts: Verdict[];
  marks: Map<string, number>;
  events: Map<string, number>;
  /** Happenings that it took, and after which it was judged or settled. */
  steps: number;
}

/** One company: its partition's journal, its people, and what is judged of it. */
interface Town {
  workspace: string;
  partition: number;
  journal: VirtualJournal;
  snapshots: ReturnType<typeof createVirtualSnapshots>;
  client: Client;
  people: People;
  observers: Observers;
  integrator: Integrator;
  judge: Judge;
  judged: number;
  /** Notes what is rare. */
  sometimes: (event: Event) => void;
}

export interface Cluster extends MemberWorld {
  settings: ClusterSettings;
  towns: Town[];
  members: Map<string, VirtualMember>;
  documents: Map<string, Configuration>;
}

class PromiseBroken extends Error {
  override name = "PromiseBroken";
}

function createTown(cluster: Omit<Cluster, "towns">, workspace: string): Town {
  const { simulation, network } = cluster;
  const client = createClient(simulation, () => network, workspace);
  return {
    workspace,
    partition: partitionOf(workspace),
    journal: createVirtualJournal(simulation),
    snapshots: createVirtualSnapshots(),
    client,
    people: createPeople((variant) => void publish(cluster, client, variant)),
    observers: createObservers(simulation, client.history, true),
    integrator: createIntegrator(workspace, partitionOf(workspace)),
    judge: createJudge((hash) => cluster.documents.get(hash)),
    judged: 0,
    sometimes: createSometimes(simulation),
  };
}

function prepare(settings: ClusterSettings): Cluster {
  const simulation = createSimulation(settings.seed);
  const { journal: planted = (real: Journal) => real } = settings;
  const townOf = (partition: number) => towns.find((town) => town.partition === partition)!;
  const cluster: Omit<Cluster, "towns"> = {
    simulation,
    settings,
    disk: {
      journal(partition) {
        const { journal } = townOf(partition);
        return { ...journal, open: (owner) => planted(journal.open(owner)) };
      },
      snapshots: (partition) => townOf(partition).snapshots,
      documents: createVirtualDocuments(),
    },
    leases: createVirtualLeases(simulation),
    network: createNetwork(simulation),
    partitions: WORKSPACES.map(partitionOf),
    members: new Map(),
    documents: new Map(),
    onFeed(_, message) {
      const { observers } = townOf(message.partition);
      for (const gateway of ["g1", "g2"]) {
        if (!simulation.chance(0.01)) observers.receive(gateway, message);
      }
    },
  };
  const towns = WORKSPACES.map((workspace) => createTown(cluster, workspace));
  return { ...cluster, towns };
}

async function publish(
  { disk, documents }: Pick<Cluster, "disk" | "documents">,
  client: Client,
  variant: number,
): Promise<void> {
  const document = configuration(variant);
  const hash = await disk.documents.put(new TextEncoder().encode(JSON.stringify(document)));
  documents.set(hash, document);
  client.send("admin:root", "config.publish", { hash });
}

export function startMemberOf(cluster: Cluster, name: string): void {
  cluster.members.set(name, startVirtualMember(cluster, name));
}

export function check(cluster: Cluster): void {
  for (const town of cluster.towns) {
    for (const stored of town.journal.entries.slice(town.judged)) {
      const batch = JSON.parse(new TextDecoder().decode(stored.encoded));
      for (const event of batch.events) {
        cluster.settings.trace?.(event, stored.sequence, town.partition);
        town.sometimes(event);
      }
      judgeEntry(town.judge, { sequence: stored.sequence, batch, bytes: stored.encoded.length });
      town.judged++;
    }
    if (isBroken(town.judge)) fail(cluster, town);
    markOwners(cluster, town);
  }
}

/** What is rare and has to be met in a night's seeds. */
function markOwners(cluster: Cluster, { partition }: Town): void {
  const believe = [...cluster.members.values()].filter(({ member }) =>
    ["owning", "doubting", "proving"].includes(member.keeper.state(partition))
  );
  if (believe.length > 1) cluster.simulation.mark("two believe that they own");
}

function fail(cluster: Cluster, town: Town): never {
  const offences = verdictsOf(town.judge).flatMap((one) =>
    one.offences.map((sentence) => `${one.promise}: ${sentence}`)
  );
  const { seed } = cluster.simulation;
  throw new PromiseBroken(`seed ${seed}, ${town.workspace}: ${offences.join("\n  ")}`);
}

async function settled(cluster: Cluster): Promise<void> {
  await cluster.simulation.until(
    () => cluster.towns.every(({ client }) => client.open === 0),
    SETTLE_STEPS_MAX,
  );
  check(cluster);
}

/** The beats of three engines are many steps. */
const SETTLE_STEPS_MAX = 400_000;

async function begin(cluster: Cluster): Promise<void> {
  for (const name of ENGINES) startMemberOf(cluster, name);
  for (const { client } of cluster.towns) await publish(cluster, client, 0);
  await settled(cluster);
  for (const { client } of cluster.towns) {
    for (const agent of AGENTS) {
      const by = `agent:${agent}` as const;
      client.send("admin:root", "roster.put", { agent, record: record(agent, 2) });
      client.send(by, "agent.connect", { agent, session: "s1", gateway: "g1" });
    }
  }
  await settled(cluster);
  for (const { client } of cluster.towns) {
    for (const agent of AGENTS) {
      client.send(`agent:${agent}`, "agent.presence", { agent, presence: "online" });
    }
  }
}

export function greet({ simulation, network }: Cluster): void {
  for (const gateway of ["g1", "g2"]) {
    if (simulation.chance(gateway === "g1" ? 0.9 : 0.4)) network.hello(gateway);
  }
}

export function heal(cluster: Cluster): void {
  for (const { journal } of cluster.towns) Object.assign(journal.faults, noFaults());
  Object.assign(cluster.leases.faults, noLeaseFaults());
  Object.assign(cluster.network.faults, noNetworkFaults());
  for (const member of cluster.members.values()) member.isolate(false);
  startMissing(cluster);
}

function startMissing(cluster: Cluster): void {
  for (const name of ENGINES) if (!cluster.members.has(name)) startMemberOf(cluster, name);
}

/** Whoever was leaving is gone by then, and is started anew: an engine leaves within 20 s. */
const LEFT_WITHIN_MS = 25_000;

/** Snapshots of what is durable, as a follower makes them; some of them damaged. */
export async function snapshotTown(cluster: Cluster, simulation: Simulation): Promise<void> {
  const town = cluster.towns[simulation.between(0, cluster.towns.length - 1)];
  if (town.journal.entries.length === 0) return;
  const { disk } = cluster;
  await snapshot(core, town.partition, town.journal, disk.documents, town.snapshots);
  if (simulation.chance(0.2)) town.snapshots.damage();
}

/** Everybody owns something again, each partition has one owner, and every journal folds. */
async function converged(cluster: Cluster): Promise<void> {
  const { simulation, partitions, members } = cluster;
  const owners = (partition: number) =>
    [...members.values()].filter(({ member }) => member.keeper.state(partition) === "owning");
  await simulation.until(
    () => partitions.every((partition) => owners(partition).length === 1),
    SETTLE_STEPS_MAX,
  );
  for (const { partition, journal } of cluster.towns) {
    await fold(core, partition, journal, cluster.disk.documents);
  }
}

const batchesOf = ({ journal }: Town): Batch[] =>
  journal.entries.map(({ encoded }) => JSON.parse(new TextDecoder().decode(encoded)));

/** Rounds of reading until nothing is left in any inbox. */
const READ_ROUNDS_MAX = 2_000;

async function inboxesRead(cluster: Cluster): Promise<void> {
  const { simulation, towns, members } = cluster;
  const isRead = (town: Town): boolean => town.integrator.isRead(batchesOf(town));
  for (let round = 0; round < READ_ROUNDS_MAX && !towns.every(isRead); round++) {
    for (const { integrator } of towns) integrator.read(members.values());
    await simulation.pass(50);
  }
  for (const town of towns) {
    const [offence] = town.integrator.offences(batchesOf(town));
    if (offence === undefined) continue;
    throw new PromiseBroken(`seed ${simulation.seed}, ${town.workspace}: P1: ${offence}`);
  }
}

const STEPS_PER_ACT_MAX = 40;

/** So many acts of people, with what befalls the engines in between. */
export async function playActs(
  cluster: Cluster,
  befall: (cluster: Cluster) => void | Promise<void> = disturbCluster,
): Promise<void> {
  const { simulation, towns, settings } = cluster;
  for (let i = 0; i < settings.acts; i++) {
    for (const { client, people } of towns) {
      if (simulation.chance(0.5)) act(simulation, client, people);
    }
    for (const { integrator } of towns) {
      if (simulation.chance(0.2)) integrator.send(simulation.chance(0.2));
      integrator.read(cluster.members.values());
    }
    await befall(cluster);
    greet(cluster);
    for (let steps = simulation.between(0, STEPS_PER_ACT_MAX); steps > 0; steps--) {
      await simulation.step();
      check(cluster);
    }
  }
}

/** Runs one seed: a beginning, `play` with its faults, then none, and all converges. Throws PromiseBroken. */
export async function simulateCluster(
  settings: ClusterSettings,
  play = playActs,
): Promise<ClusterOutcome> {
  const cluster = prepare(settings);
  const { simulation, towns } = cluster;
  await begin(cluster);
  await play(cluster);
  for (const { member, alarms } of cluster.members.values()) {
    for (const { takenWarm } of member.gauges().partitions) {
      if (takenWarm > 0) simulation.mark("takeover from memory");
    }
    if (alarms.some(({ kind }) => kind === "superseded")) simulation.mark("owner superseded");
  }
  heal(cluster);
  await simulation.pass(LEFT_WITHIN_MS);
  startMissing(cluster);
  await settled(cluster);
  await simulation.pass(10_000);
  await converged(cluster);
  await inboxesRead(cluster);
  check(cluster);
  for (const town of towns) {
    judgeHistory(town.judge, town.workspace, town.client.history);
    if (isBroken(town.judge)) fail(cluster, town);
  }
  const events = new Map<string, number>();
  for (const { judge } of towns) {
    for (const [name, count] of judge.counts) events.set(name, (events.get(name) ?? 0) + count);
  }
  const verdicts = towns.flatMap(({ judge }) => verdictsOf(judge));
  const { seed, marks, steps } = simulation;
  return { seed, verdicts, marks, events, steps: steps() };
}
