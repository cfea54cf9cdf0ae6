/** One engine process among several: owns some partitions, follows others, hands over and takes. */
import type { FeedMessage, Signal } from "./contract/wire/feed.ts";
import type { Queries } from "./contract/wire/queries.ts";
import { partitionOf } from "./contract/wire/ids.ts";
import * as core from "./core/mod.ts";
import { type Alarms, createAlarms } from "./actors/alarms.ts";
import { createArena } from "./actors/arena.ts";
import { BEAT_MS } from "./actors/beat.ts";
import { createConfigurations } from "./actors/configurations.ts";
import { createHall, type Hall } from "./actors/hall.ts";
import type { Partition } from "./actors/partition.ts";
import { type Follower, followPartition } from "./actors/follower.ts";
import { createKeeper, type Keeper, type Premises } from "./actors/ownership/keeper.ts";
import { unavailable } from "./actors/refusing.ts";
import { createSignals } from "./actors/signals.ts";
import type { Alarm, Core, DeadLetter, Store, World } from "./actors/world.ts";
import type { Clock } from "./ports/clock.ts";
import type { Documents } from "./ports/documents.ts";
import type { EngineDoor } from "./ports/door.ts";
import { explained, type Explaining } from "./ports/explaining.ts";
import type { Neighbours } from "./ports/neighbours.ts";
import type { PartitionLeases } from "./ports/partition_leases.ts";
import type { Random } from "./ports/random.ts";
import type { EngineGauges } from "./mod.ts";

export interface MemberSettings {
  /** Name of this process, a token: in leases, fences and news. */
  name: string;
  /** Every partition that there is. */
  partitions: readonly number[];
  open(partition: number): Promise<Store>;
  documents: Documents;
  clock: Clock;
  random: Random;
  leases: PartitionLeases;
  neighbours: Neighbours;
  /** Where callers find the partitions that this process owns. */
  doors: { open(partition: number): void; close(partition: number): void };
  placement?: (workspace: string) => number;
  onFeed(message: FeedMessage): void;
  onSignal(signal: Signal): void;
  onDeadLetter(letter: DeadLetter): void;
  onAlarm(alarm: Alarm): void;
  /** Explains past decisions; without it nobody asks. */
  explain?: Explaining;
  soon?: World["soon"];
  level?: World["level"];
  core?: Core;
}

export interface Member {
  door: EngineDoor;
  /** The partition's own door for its inbox, and its end; undefined when this process has it not. */
  inboxOf(partition: number): Pick<Partition, "inbox" | "submitInbox" | "abandon"> | undefined;
  keeper: Keeper;
  /** Owned partitions and how each stands. */
  partitions(): { partition: number; state: string; epoch: number; reason?: string }[];
  gauges(): Omit<EngineGauges, "feedDrops">;
  /** Planned: hands everything over, then ends. */
  leave(): Promise<void>;
}

export function startMember(settings: MemberSettings): Member {
  const { clock, placement = partitionOf } = settings;
  const alarms = createAlarms(clock);
  const world = worldOf(settings, alarms);
  const hall = createHall(world, settings.open);
  const premises = createPremises(settings, world, hall, (partition) => keeper.isFresh(partition));
  const keeper = createKeeper({
    me: settings.name,
    partitions: settings.partitions,
    clock,
    alarms,
    leases: settings.leases,
    neighbours: settings.neighbours,
    premises,
  });
  const signals = createSignals(alarms, settings.onSignal);
  const beat = (): void => {
    alarms.set("beat", BEAT_MS, beat);
    hall.each((partition) => partition.beat());
  };
  alarms.set("beat", BEAT_MS, beat);
  return {
    door: doorOf(hall, placement, (signal) => signals.send(signal), settings.explain),
    inboxOf: hall.find,
    keeper,
    partitions: () =>
      keeper.owned().map((partition) => {
        const found = hall.find(partition);
        const phase = found?.phase();
        const reason = phase && "reason" in phase ? phase.reason : undefined;
        const state = keeper.state(partition) === "owning" && phase
          ? phase.state
          : keeper.state(partition);
        return { partition, state, epoch: found?.epoch() ?? 0, reason };
      }),
    gauges: () => ({
      loopDelayMs: alarms.delay(),
      tailBytes: world.arena.bytes(),
      partitions: hall.gauges(),
    }),
    async leave() {
      await keeper.leave();
      await hall.stop();
      alarms.stop();
    },
  };
}

const worldOf = (settings: MemberSettings, alarms: Alarms): World => ({
  core: settings.core ?? core,
  clock: settings.clock,
  random: settings.random,
  alarms,
  arena: createArena(),
  configurations: createConfigurations(settings.documents),
  owner: settings.name,
  soon: settings.soon,
  level: settings.level,
  onFeed: settings.onFeed,
  onDeadLetter: settings.onDeadLetter,
  onAlarm: settings.onAlarm,
});

function doorOf(
  hall: Hall,
  placement: (workspace: string) => number,
  send: EngineDoor["signal"],
  explain: Explaining | undefined,
): EngineDoor {
  return {
    submit(command, reply) {
      const partition = hall.find(placement(command.workspace));
      if (partition === undefined) reply({ ok: false, error: unavailable() });
      else partition.submit(command, reply);
    },
    query(workspace, name, ask, answer) {
      const partition = hall.find(placement(workspace));
      if (partition === undefined) answer({ ok: false, error: unavailable() });
      else if (name === "conversation.explain" && explain !== undefined) {
        const { seq } = ask as Queries["conversation.explain"]["ask"];
        void explained(explain, workspace, seq).then(answer as never);
      } else partition.query(workspace, name, ask, answer);
    },
    hello: (gateway) => hall.each((partition) => partition.hello(gateway)),
    signal: send,
  };
}

/** What was let in before a handover is decided first: a full mailbox takes about a second. */
const DRAIN_MS = 5;
const DRAIN_TRIES_MAX = 400;

/** The keeper's hands: partitions of the hall, followers, doors. */
function createPremises(
  settings: MemberSettings,
  world: World,
  hall: Hall,
  isFresh: (partition: number) => boolean,
): Premises {
  const { doors } = settings;
  const followers = new Map<number, Follower>();
  const wanted = new Set<number>();

  function take(number: number): void {
    const follower = followers.get(number);
    followers.delete(number);
    wanted.delete(number);
    hall.take(number, {
      fresh: () => isFresh(number),
      memory: () => follower?.take(),
    });
    doors.open(number);
  }

  return {
    take,
    phase(number) {
      const state = hall.find(number)?.phase().state ?? "stopped";
      // What cannot be read here may be readable elsewhere: by a newer build, or across the cut.
      if (state === "broken") return "stopped";
      return state === "deciding" || state === "stopped" ? state : "loading";
    },
    drop(number) {
      doors.close(number);
      hall.find(number)?.abandon("another process may own it");
      hall.forget(number);
    },
    async leave(number) {
      doors.close(number);
      const partition = hall.find(number);
      for (let tries = 0; tries < DRAIN_TRIES_MAX && partition?.holdsLetters(); tries++) {
        await world.alarms.sleep(`drain ${number}`, DRAIN_MS);
      }
      await partition?.stop();
      if (hall.find(number) === partition) hall.forget(number);
    },
    wake: (number) => hall.find(number)?.wake(),
    async prove(number) {
      const { journal } = await settings.open(number);
      const epoch = hall.find(number)?.epoch() ?? 0;
      return (await journal.tail()).epoch > epoch ? "higher" : "same";
    },
    follow(number, on) {
      followers.get(number)?.stop();
      followers.delete(number);
      if (!on) return void wanted.delete(number);
      wanted.add(number);
      void settings.open(number).then((store) => begin(number, store));
    },
    isWarm: (number) => followers.get(number)?.isWarm() ?? false,
    follows: (number) => followers.get(number)?.isOver() === false,
  };

  function begin(number: number, store: Store): void {
    if (wanted.has(number) && !followers.has(number)) {
      followers.set(number, followPartition(world, number, store));
    }
  }
}
