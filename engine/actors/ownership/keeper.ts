import type { Neighbours, News } from "../../ports/neighbours.ts";
import type { PartitionLeases } from "../../ports/partition_leases.ts";
import type { Alarms } from "../alarms.ts";
import type { Clock } from "../../ports/clock.ts";
import { createNewsroom } from "./newsroom.ts";
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

export function createKeeper(settings: KeeperSettings): Keeper {
  const { me, partitions, clock, alarms, leases, neighbours, premises } = settings;
  const now = (): number => clock.monotonic();
  const tenures = new Map(partitions.map((number) => [number, away(now() + SETTLE_MS)]));
  const news = createNewsroom({ me, clock, neighbours, premises, heard });
  const heirs = new Map<number, string>();
  let movedAt = now() + SETTLE_MS;
  let stopped = false;
  let leaving = false;

  const owned = (): number[] =>
    [...tenures].filter(([, { state }]) => HOLDING.includes(state)).map(([partition]) => partition);

  /** Who was to have a partition has it, or another: from now on the new owner's follower is first. */
  function heard({ owns, gave }: News): void {
    for (const { partition } of owns) heirs.delete(partition);
    if (gave === undefined) return;
    if (gave.to !== undefined) heirs.set(gave.partition, gave.to);
    step(gave.partition, { type: "hint" });
  }

  function rank(partition: number): number {
    const heir = heirs.get(partition) ?? news.follower(partition);
    return rankOf(news.members(), partition, heir);
  }

  function step(partition: number, event: TenureEvent): void {
    const before = tenures.get(partition);
    if (stopped || before === undefined) return;
    const turn = { now: now(), me, rank: rank(partition), leaving };
    const [after, ...steps] = advance(before, event, turn);
    tenures.set(partition, after);
    for (const one of steps) act(partition, one);
  }

  async function write(partition: number, sending: ReturnType<PartitionLeases["renew"]>) {
    const sentAt = now();
    const answer = await sending.catch(() => ({ state: "unknown" as const }));
    step(partition, { type: "wrote", answer, sentAt });
  }

  function act(partition: number, one: TenureStep): void {
    switch (one.do) {
      case "read":
        return void leases.read(partition).catch(() => ({ state: "unknown" as const }))
          .then((answer) => step(partition, { type: "read", answer }));
      case "ask":
        return void neighbours.ask(one.owner)
          .then((answer) => step(partition, { type: "asked", answer }));
      case "create":
        return void write(partition, leases.create(partition, me, one.revision));
      case "renew":
        return void write(partition, leases.renew(partition, me, one.revision));
      case "release":
        return void release(partition, one.revision);
      case "take":
        heirs.delete(partition);
        return premises.take(partition);
      case "prove":
        return void premises.prove(partition).catch(() => "unknown" as const)
          .then((answer) => step(partition, { type: "proved", answer }));
      case "wake":
        return premises.wake(partition);
      case "drop":
        return premises.drop(partition);
      case "leave":
        return void premises.leave(partition).then(() => step(partition, { type: "left" }));
    }
  }

  async function release(partition: number, revision: number): Promise<void> {
    await leases.release(partition, revision).catch(() => {}); // it lapses by itself
    if (!stopped) news.tell(owned(), leaving, { partition, to: heirs.get(partition) });
  }

  function look(partition: number, tenure: Tenure): void {
    if (tenure.state === "taking" && premises.phase(partition) === "deciding") {
      step(partition, { type: "decides" });
    } else if (HOLDING.includes(tenure.state) && premises.phase(partition) === "stopped") {
      if (tenure.state !== "leaving") step(partition, { type: "gaveUp" });
    }
    step(partition, { type: "tick" });
  }

  function giveOne(): void {
    if (leaving || now() - movedAt < MOVE_EVERY_MS || news.calmMs() < CALM_MS) return;
    const move = moveOf(news.members());
    if (move === undefined || tenures.get(move.partition)?.state !== "owning") return;
    movedAt = now();
    heirs.set(move.partition, move.to);
    step(move.partition, { type: "leave" });
  }

  function tick(): void {
    if (stopped) return;
    alarms.set("keeper", TICK_MS, tick);
    for (const [partition, tenure] of tenures) look(partition, tenure);
    news.tick(owned(), leaving);
    giveOne();
  }

  const unwatch = leases.watch((partition) => step(partition, { type: "hint" }));
  alarms.set("keeper", TICK_MS, tick);

  return {
    isFresh: (partition) => {
      const tenure = tenures.get(partition);
      return tenure !== undefined && isFresh(tenure, now());
    },
    owned,
    state: (partition) => tenures.get(partition)?.state ?? "away",
    async leave() {
      leaving = true;
      news.tell(owned(), leaving);
      for (const partition of owned()) {
        const to = news.follower(partition);
        if (to !== undefined) heirs.set(partition, to);
        step(partition, { type: "leave" });
      }
      const until = now() + LEAVE_WITHIN_MS;
      while (owned().length > 0 && now() < until) await alarms.sleep("keeper leaves", TICK_MS);
      stopNow();
    },
    stop: stopNow,
  };

  function stopNow(): void {
    stopped = true;
    alarms.clear("keeper");
    unwatch();
    news.stop();
  }
}

const HOLDING: Tenure["state"][] = ["taking", "owning", "doubting", "proving", "leaving"];
