/**
 * Twenty-four hours of Singles' Day on three engines, an hour at a time: people come as the day's
 * published curve says, every minute has its fault, and the promises are judged every second. Each
 * hour begins with a company that has just opened and ends with all of it healed, so that a day can
 * be played in as many sittings as wanted.
 */
import { DAY, DAY_MEAN_PER_S, DAY_SECONDS } from "../../bench/campaigns.ts";
import { check, type Cluster, type ClusterOutcome, greet, simulateCluster } from "./cluster.ts";
import { strikeCluster, tendCluster } from "./cluster_faults.ts";
import { act } from "./people.ts";

export const HOURS = 24;
const HOUR_SECONDS = 3_600;
const MINUTE_SECONDS = 60;
/** Those who keep the cluster running come so long after the fault. */
const TENDED_AFTER_SECONDS = 20;
/**
 * What the people of one company do in a second of the day's mean: three companies then fill five
 * agents each in the first hour and leave them idle at night.
 */
const ACTS_PER_SECOND = 0.3;
const INBOX_SHARE = 0.1;

/** How many come in a second of the day, as a multiple of its mean. */
export function crowdAt(second: number): number {
  let from = 0;
  for (const stretch of DAY) {
    from += stretch.seconds * HOURS * HOUR_SECONDS / DAY_SECONDS;
    if (second < from) return stretch.from / DAY_MEAN_PER_S;
  }
  return 0;
}

function live(cluster: Cluster, crowd: number): void {
  const { simulation, towns, members } = cluster;
  for (const { client, people, integrator } of towns) {
    let acts = ACTS_PER_SECOND * crowd;
    for (; acts > 0; acts--) {
      if (simulation.chance(Math.min(1, acts))) act(simulation, client, people);
    }
    if (simulation.chance(INBOX_SHARE)) integrator.send(simulation.chance(0.2));
    integrator.read(members.values());
  }
  greet(cluster);
}

async function playHour(cluster: Cluster, hour: number, seconds: number): Promise<void> {
  const { simulation } = cluster;
  let strikesAt = 0;
  for (let second = 0; second < seconds; second++) {
    const ofMinute = second % MINUTE_SECONDS;
    if (ofMinute === 0) {
      strikesAt = simulation.between(0, MINUTE_SECONDS - TENDED_AFTER_SECONDS - 1);
    }
    if (ofMinute === strikesAt) {
      await strikeCluster(cluster);
      simulation.mark("fault of the minute");
    }
    if (ofMinute === strikesAt + TENDED_AFTER_SECONDS) await tendCluster(cluster);
    live(cluster, crowdAt(hour * HOUR_SECONDS + second));
    await simulation.pass(1_000);
    check(cluster);
  }
}

/** One hour of the day, 0 to 23, or its first seconds. Throws PromiseBroken. */
export const simulateHour = (hour: number, seconds = HOUR_SECONDS): Promise<ClusterOutcome> =>
  simulateCluster({ seed: hour + 1, acts: 0 }, (cluster) => playHour(cluster, hour, seconds));
