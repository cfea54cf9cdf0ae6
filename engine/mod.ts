/** The engine for a process that holds it: partitions, bus, gauges. */
import type { Queries } from "./contract/wire/queries.ts";
import type { Bus } from "./contract/ports/bus.ts";
import { partitionOf } from "./contract/wire/ids.ts";
import * as core from "./core/mod.ts";
import { createAlarms } from "./actors/alarms.ts";
import { createArena } from "./actors/arena.ts";
import { BEAT_MS } from "./actors/beat.ts";
import { createConfigurations } from "./actors/configurations.ts";
import type { PartitionGauges } from "./actors/gauges.ts";
import { createHall } from "./actors/hall.ts";
import type { Phase } from "./actors/desk.ts";
import { createSignals } from "./actors/signals.ts";
import type { Alarm, Core, DeadLetter, Store, World } from "./actors/world.ts";
import { createLocalBus } from "./local/bus.ts";
import type { Clock } from "./ports/clock.ts";
import { explained, type Explaining } from "./ports/explaining.ts";
import type { Documents } from "./ports/documents.ts";
import type { Random } from "./ports/random.ts";

export type { Alarm, DeadLetter, PartitionGauges, Store };

export interface EngineSettings {
  /** Opens what a partition stores; called once per partition. */
  open(partition: number): Promise<Store>;
  /** Partitions to take at once: those that have a journal. Others are taken at their first use. */
  partitions: readonly number[];
  documents: Documents;
  clock: Clock;
  random: Random;
  /** Name of this process in the journal's fences. */
  owner: string;
  onDeadLetter(letter: DeadLetter): void;
  onAlarm(alarm: Alarm): void;
  /** Explains past decisions; without it nobody asks. */
  explain?: Explaining;
  /** The pure core; only tests hand in another. */
  core?: Core;
}

export interface Engine {
  bus: Bus;
  /** Phases of the partitions taken; all `deciding` = ready. */
  partitions(): { partition: number; state: Phase["state"]; reason?: string }[];
  gauges(): EngineGauges;
  stop(): Promise<void>;
}

export interface EngineGauges {
  loopDelayMs: { lastMs: number; maxMs: number };
  feedDrops: number;
  tailBytes: number;
  partitions: PartitionGauges[];
}

export function startEngine(settings: EngineSettings): Engine {
  const alarms = createAlarms(settings.clock);
  const world: World = {
    core: settings.core ?? core,
    clock: settings.clock,
    random: settings.random,
    alarms,
    arena: createArena(),
    configurations: createConfigurations(settings.documents),
    owner: settings.owner,
    onFeed: (message) => local.feed(message),
    onDeadLetter: settings.onDeadLetter,
    onAlarm: settings.onAlarm,
  };
  const hall = createHall(world, settings.open);
  const signals = createSignals(alarms, (signal) => local.signal(signal));
  const local = createLocalBus({
    submit(command, reply) {
      hall.of(partitionOf(command.workspace)).submit(command, reply);
    },
    query(workspace, name, ask, answer) {
      if (name === "conversation.explain" && settings.explain !== undefined) {
        const { seq } = ask as Queries["conversation.explain"]["ask"];
        return void explained(settings.explain, workspace, seq).then(answer as never);
      }
      hall.of(partitionOf(workspace)).query(workspace, name, ask, answer);
    },
    hello: (gateway) => hall.each((partition) => partition.hello(gateway)),
    signal: (signal) => signals.send(signal),
  }, settings.documents);
  for (const partition of settings.partitions) hall.of(partition);
  const beat = (): void => {
    alarms.set("beat", BEAT_MS, beat);
    hall.each((partition) => partition.beat());
  };
  alarms.set("beat", BEAT_MS, beat);
  return {
    bus: local.bus,
    partitions: hall.phases,
    gauges: () => ({
      loopDelayMs: alarms.delay(),
      feedDrops: local.feedDrops(),
      tailBytes: world.arena.bytes(),
      partitions: hall.gauges(),
    }),
    async stop() {
      await hall.stop();
      alarms.stop();
    },
  };
}
