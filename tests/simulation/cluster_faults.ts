/** What befalls the engines and their NATS while people work. */
import type { VirtualMember } from "../support/virtual/member.ts";
import { type Cluster, ENGINES, heal, snapshotTown, startMemberOf } from "./cluster.ts";

type Fault = [probability: number, strike: (cluster: Cluster) => void | Promise<void>];

const someone = ({ simulation, members }: Cluster): VirtualMember | undefined =>
  [...members.values()][simulation.between(0, Math.max(0, members.size - 1))];

/** Everybody that nothing befell; what ends later is an event of its own. */
const weather = {};

/** What strikes, each as likely as it says in the time of one act. */
const STRIKES: Fault[] = [
  [0.008, (cluster) => {
    const victim = someone(cluster);
    if (victim === undefined) return;
    const inFlight = victim.member.gauges().partitions.some((one) => one.appendsInFlight > 0);
    if (inFlight) cluster.simulation.mark("killed with an append in flight");
    victim.kill();
    cluster.members.delete(victim.name);
    cluster.simulation.mark("engine killed");
  }],
  [0.006, (cluster) => {
    const { simulation } = cluster;
    // A stall too short for the lease to tell is the loop's delay, which a gauge shows.
    const short = simulation.chance(0.3);
    someone(cluster)?.pause(
      short ? simulation.between(100, 600) : simulation.between(1_700, 30_000),
    );
    simulation.mark(short ? "engine stalls" : "engine paused");
  }],
  [0.006, (cluster) => {
    const { simulation } = cluster;
    const victim = someone(cluster);
    victim?.isolate(true);
    simulation.mark("engine cut off");
    simulation.after(simulation.between(500, 12_000), "cut heals", weather, () => {
      victim?.isolate(false);
    });
  }],
  [0.006, ({ simulation, leases, towns }) => {
    leases.faults.leaderless = true;
    for (const { journal } of towns) journal.faults.requestLost = 1;
    simulation.mark("nats without a leader");
    simulation.after(simulation.between(500, 8_000), "leader elected", weather, () => {
      leases.faults.leaderless = false;
      for (const { journal } of towns) journal.faults.requestLost = 0;
    });
  }],
  [0.006, (cluster) => {
    const leaver = someone(cluster);
    if (leaver === undefined || cluster.members.size < 2) return;
    cluster.simulation.mark("engine leaves");
    const gone = () => {
      if (cluster.members.get(leaver.name) !== leaver) return;
      leaver.kill();
      cluster.members.delete(leaver.name);
    };
    void leaver.member.leave().then(gone);
  }],
  [0.03, ({ simulation, leases, network, towns }) => {
    Object.assign(leases.faults, {
      delayMs: [1, simulation.between(1, 300)],
      requestLost: simulation.random() * 0.1,
      replyLost: simulation.random() * 0.1,
      lapsesEarly: simulation.random() * 0.05,
    });
    Object.assign(network.faults, {
      delayMs: [1, simulation.between(1, 200)],
      lost: simulation.random() * 0.1,
      doubled: simulation.random() * 0.1,
    });
    for (const { journal } of towns) {
      Object.assign(journal.faults, {
        delayMs: [1, simulation.between(1, 300)],
        replyLost: simulation.random() * 0.1,
        requestDoubled: simulation.random() * 0.1,
      });
    }
  }],
];

function startAbsent(cluster: Cluster): void {
  const absent = ENGINES.find((name) => !cluster.members.has(name));
  if (absent !== undefined) startMemberOf(cluster, absent);
}

const FAULTS: Fault[] = [
  STRIKES[0],
  [0.02, startAbsent],
  ...STRIKES.slice(1),
  [0.02, (cluster) => snapshotTown(cluster, cluster.simulation)],
];

const SLEPT_MS = 10_000;

/**
 * Owners whose appends are unheard sleep past their leases, and hear late whose the leases are now:
 * meanwhile they ask again to store what they decided, and another has decided since.
 */
export function oversleep({ simulation, leases, towns, members }: Cluster): void {
  leases.faults.delayMs = [1, 300];
  for (const { journal } of towns) journal.faults.requestLost = 0.3;
  for (const { member, pause } of members.values()) {
    const appends = member.gauges().partitions.some((one) => one.appendsInFlight > 0);
    if (appends && simulation.chance(0.05)) pause(SLEPT_MS);
  }
}

export async function disturbCluster(cluster: Cluster): Promise<void> {
  for (const [probability, strike] of FAULTS) {
    if (cluster.simulation.chance(probability)) await strike(cluster);
  }
}

/** One of them, as likely as they are among each other. */
export async function strikeCluster(cluster: Cluster): Promise<void> {
  let left = cluster.simulation.random() * STRIKES.reduce((sum, [weight]) => sum + weight, 0);
  const [, strike] = STRIKES.find(([weight]) => (left -= weight) < 0) ?? STRIKES[0];
  await strike(cluster);
}

/** What those who keep a cluster running do: engines and networks are whole again, snapshots made. */
export async function tendCluster(cluster: Cluster): Promise<void> {
  heal(cluster);
  await snapshotTown(cluster, cluster.simulation);
}
