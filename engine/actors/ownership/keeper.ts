import type { Neighbours, News } from "../../ports/neighbours.ts";
import type { PartitionLeases } from "../../ports/partition_leases.ts";
import type { Alarms } from "../alarms.ts";
import type { Clock } from "../../ports/clock.ts";
import { createNewsroom, type Newsroom } from "./newsroom.ts";
import { moveOf, rankOf } from "./spread.ts";
import {
  advance,
  away,
  isFresh,
  type Tenure,
  type TenureEvent,
  type TenureStep,
} from "./tenure.ts";

/**
 * Keeps the tenures of all partitions of one process: hands answers to the machine (`tenure.ts`)
 * and does what it says through the ports. Nothing is decided here.
 */
export interface Keeper {
  /** May this partition decide and answer now? */
  isFresh(partition: number): boolean;
  /** What this process owns and decides. */
  owned(): number[];
  state(partition: number): Tenure["state"];
  /** Planned: hands everything over, and resolves when nothing is held. */
  leave(): Promise<void>;
  /** At once, as by a crash. */
  stop(): void;
}

/** What the keeper does to a partition. */
export interface Premises {
  /** Begins to load and fence; letters may come from now on. */
  take(partition: number): void;
  /** Where the taken partition stands; stopped when this process cannot have it or read it. */
  phase(partition: number): "loading" | "deciding" | "stopped";
  /** Memory is given up; nothing more is answered. */
  drop(partition: number): void;
  /** Admits nothing more and resolves when what was admitted is durable. */
  leave(partition: number): Promise<void>;
  /** The lease is fresh again: go on. */
  wake(partition: number): void;
  /** Does a higher epoch than ours stand in the journal? */
  prove(partition: number): Promise<"same" | "higher" | "unknown">;
  /** Begins, or ends, to fold a partition behind its owner. */
  follow(partition: number, on: boolean): void;
  isWarm(partition: number): boolean;
  /** Its memory is kept or being read; false when that failed. */
  follows(partition: number): boolean;
}

export interface KeeperSettings {
  me: string;
  partitions: readonly number[];
  clock: Clock;
  alarms: Alarms;
  leases: PartitionLeases;
  neighbours: Neighbours;
  premises: Premises;
}

const TICK_MS = 100;
/** Neighbours are heard for so long before anything is taken or moved. */
const SETTLE_MS = 2_000;
/** Nothing moves until the members have been the same for so long. */
const CALM_MS = 4_000;
/** One partition moves in this time: a handover is felt for a tenth of it. */
const MOVE_EVERY_MS = 500;
/** A process that is stopped goes after this, whatever is still held: it lapses. */
const LEAVE_WITHIN_MS = 20_000;

const HOLDING: Tenure["state"][] = ["taking", "owning", "doubting", "proving", "leaving"];

/** What the functions below share. */
interface House extends KeeperSettings {
  tenures: Map<number, Tenure>;
  news: Newsroom;
  /** Who is to have a partition next, by its owner's word. */
  heirs: Map<number, string>;
  movedAt: number;
  stopped: boolean;
  leaving: boolean;
}

export function createKeeper(settings: KeeperSettings): Keeper {
  const { me, partitions, clock, alarms, leases, neighbours, premises } = settings;
  const settledAt = clock.monotonic() + SETTLE_MS;
  const house: House = {
    ...settings,
    tenures: new Map(partitions.map((number) => [number, away(settledAt)])),
    news: createNewsroom({ me, clock, neighbours, premises, heard: (of) => heard(house, of) }),
    heirs: new Map(),
    movedAt: settledAt,
    stopped: false,
    leaving: false,
  };
  const unwatch = leases.watch((partition) => step(house, partition, { type: "hint" }));
  alarms.set("keeper", TICK_MS, () => tick(house));

  function stop(): void {
    house.stopped = true;
    alarms.clear("keeper");
    unwatch();
    house.news.stop();
  }

  return {
    isFresh(partition) {
      const tenure = house.tenures.get(partition);
      return tenure !== undefined && isFresh(tenure, clock.monotonic());
    },
    owned: () => owned(house),
    state: (partition) => house.tenures.get(partition)?.state ?? "away",
    async leave() {
      await handOver(house);
      stop();
    },
    stop,
  };
}

const owned = ({ tenures }: House): number[] =>
  [...tenures].filter(([, { state }]) => HOLDING.includes(state)).map(([partition]) => partition);

/** Who was to have a partition has it, or another: from now on the new owner's follower is first. */
function heard(house: House, { owns, gave }: News): void {
  for (const { partition } of owns) house.heirs.delete(partition);
  if (gave === undefined) return;
  if (gave.to !== undefined) house.heirs.set(gave.partition, gave.to);
  step(house, gave.partition, { type: "hint" });
}

function rank({ heirs, news }: House, partition: number): number {
  const heir = heirs.get(partition) ?? news.follower(partition);
  return rankOf(news.members(), partition, heir);
}

/** Hands an event to the machine of a partition, and does what it says. */
function step(house: House, partition: number, event: TenureEvent): void {
  const { tenures, clock, me, leaving } = house;
  const before = tenures.get(partition);
  if (house.stopped || before === undefined) return;
  const turn = { now: clock.monotonic(), me, rank: rank(house, partition), leaving };
  const [after, ...steps] = advance(before, event, turn);
  tenures.set(partition, after);
  for (const one of steps) act(house, partition, one);
}

function act(house: House, partition: number, one: TenureStep): void {
  const { me, leases, neighbours, premises } = house;
  const told = (event: TenureEvent): void => step(house, partition, event);
  switch (one.do) {
    case "read":
      return void leases.read(partition).catch(() => ({ state: "unknown" as const }))
        .then((answer) => told({ type: "read", answer }));
    case "ask":
      return void neighbours.ask(one.owner).then((answer) => told({ type: "asked", answer }));
    case "create":
      return void write(house, partition, leases.create(partition, me, one.revision));
    case "renew":
      return void write(house, partition, leases.renew(partition, me, one.revision));
    case "release":
      return void release(house, partition, one.revision);
    case "take":
      house.heirs.delete(partition);
      return premises.take(partition);
    case "prove":
      return void premises.prove(partition).catch(() => "unknown" as const)
        .then((answer) => told({ type: "proved", answer }));
    case "wake":
      return premises.wake(partition);
    case "drop":
      return premises.drop(partition);
    case "leave":
      return void premises.leave(partition).then(() => told({ type: "left" }));
  }
}

async function write(
  house: House,
  partition: number,
  sending: ReturnType<PartitionLeases["renew"]>,
): Promise<void> {
  const sentAt = house.clock.monotonic();
  const answer = await sending.catch(() => ({ state: "unknown" as const }));
  step(house, partition, { type: "wrote", answer, sentAt });
}

async function release(house: House, partition: number, revision: number): Promise<void> {
  await house.leases.release(partition, revision).catch(() => {}); // it lapses by itself
  const { stopped, news, heirs, leaving } = house;
  if (!stopped) news.tell(owned(house), leaving, { partition, to: heirs.get(partition) });
}

function tick(house: House): void {
  if (house.stopped) return;
  house.alarms.set("keeper", TICK_MS, () => tick(house));
  for (const [partition, tenure] of house.tenures) look(house, partition, tenure);
  house.news.tick(owned(house), house.leaving);
  giveOne(house);
}

function look(house: House, partition: number, tenure: Tenure): void {
  const { premises } = house;
  if (tenure.state === "taking" && premises.phase(partition) === "deciding") {
    step(house, partition, { type: "decides" });
  } else if (HOLDING.includes(tenure.state) && premises.phase(partition) === "stopped") {
    if (tenure.state !== "leaving") step(house, partition, { type: "gaveUp" });
  }
  step(house, partition, { type: "tick" });
}

/** One partition to an engine that has less, when all is calm. */
function giveOne(house: House): void {
  const { clock, news, tenures, heirs } = house;
  const now = clock.monotonic();
  if (house.leaving || now - house.movedAt < MOVE_EVERY_MS || news.calmMs() < CALM_MS) return;
  const move = moveOf(news.members());
  if (move === undefined || tenures.get(move.partition)?.state !== "owning") return;
  house.movedAt = now;
  heirs.set(move.partition, move.to);
  step(house, move.partition, { type: "leave" });
}

/** Everything goes to who follows it; what is still held after a while is dropped. */
async function handOver(house: House): Promise<void> {
  const { clock, alarms, news, heirs, premises } = house;
  house.leaving = true;
  news.tell(owned(house), true);
  for (const partition of owned(house)) {
    const to = news.follower(partition);
    if (to !== undefined) heirs.set(partition, to);
    step(house, partition, { type: "leave" });
  }
  const until = clock.monotonic() + LEAVE_WITHIN_MS;
  while (owned(house).length > 0 && clock.monotonic() < until) {
    await alarms.sleep("keeper leaves", TICK_MS);
  }
  for (const partition of owned(house)) premises.drop(partition);
}
