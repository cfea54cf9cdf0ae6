import type { JournalEntry } from "../../../engine/contract/batch.ts";
import type { FeedMessage } from "../../../engine/contract/wire/feed.ts";
import { type Member, startMember } from "../../../engine/member.ts";
import type { Alarm, DeadLetter } from "../../../engine/mod.ts";
import type { Journal } from "../../../engine/ports/journal.ts";
import { REQUEST, type VirtualJournal } from "./journal.ts";
import type { VirtualLeases } from "./leases.ts";
import type { Network } from "./network.ts";
import type { Disk } from "./process.ts";
import { createVirtualClock, createVirtualRandom, type Simulation } from "./simulation.ts";

/** One engine process of a cluster in the simulation. */
export interface VirtualMember {
  name: string;
  member: Member;
  alarms: Alarm[];
  deadLetters: DeadLetter[];
  /** Cut off from the journal, the leases and everybody: requests are lost. */
  isolate(on: boolean): void;
  /** `SIGSTOP` for so long. */
  pause(ms: number): void;
  kill(): void;
}

export interface MemberWorld {
  simulation: Simulation;
  disk: Disk;
  leases: VirtualLeases;
  network: Network;
  partitions: readonly number[];
  /** The level that the cluster writes; absent = this build's. */
  level?(): number;
  onFeed(name: string, message: FeedMessage): void;
}

const FOLLOW_MS_MAX = 20;
const ANSWER_WITHIN_MS = 2_000;

export function startVirtualMember(world: MemberWorld, name: string): VirtualMember {
  const { simulation, disk, network, partitions } = world;
  const owner = {};
  const alarms: Alarm[] = [];
  const deadLetters: DeadLetter[] = [];
  let isolated = false;
  const leases = world.leases.open(owner, name);
  const reached = <Answer>(call: () => Promise<Answer>, unknown: Answer): Promise<Answer> =>
    isolated ? Promise.resolve(unknown) : call();

  /** A request that reaches nobody fails in its time, as on NATS. */
  const unanswered = (): Promise<never> =>
    new Promise((_, reject) => {
      const fail = () => reject(new Error("cut off"));
      simulation.after(ANSWER_WITHIN_MS, "read cut off", owner, fail);
    });

  function journalOf(virtual: VirtualJournal): Journal {
    const journal = virtual.open(owner);
    const reading = <Answer>(call: () => Promise<Answer>) => isolated ? unanswered() : call();
    return {
      ...journal,
      append: (...call) =>
        isolated
          ? new Promise((resolve) => {
            const lost = { state: "retry", reason: "cut off" } as const;
            simulation.after(ANSWER_WITHIN_MS, "append cut off", owner, () => resolve(lost));
          })
          : journal.append(...call),
      tail: () => reading(() => journal.tail()),
      follow: (after, receive) => followLate(simulation, owner, journal, after, receive),
    };
  }

  const unknown = { state: "unknown" } as const;
  const member = startMember({
    name,
    partitions,
    open: (partition) =>
      Promise.resolve({
        journal: journalOf(disk.journal(partition)),
        snapshots: disk.snapshots(partition),
      }),
    documents: disk.documents,
    clock: createVirtualClock(simulation, owner),
    random: createVirtualRandom(simulation),
    leases: {
      ...leases,
      read: (...call) => reached(() => leases.read(...call), unknown),
      create: (...call) => reached(() => leases.create(...call), unknown),
      renew: (...call) => reached(() => leases.renew(...call), unknown),
      release: (...call) => reached(() => leases.release(...call), undefined),
    },
    neighbours: network.neighbours(owner, name),
    doors: network.doors(name),
    level: world.level,
    soon: queueMicrotask,
    onFeed: (message) => world.onFeed(name, message),
    onSignal() {},
    onAlarm: (alarm) => alarms.push(alarm),
    onDeadLetter: (letter) => deadLetters.push(letter),
  });
  network.join(owner, name, member.door);
  return {
    name,
    member,
    alarms,
    deadLetters,
    isolate(on) {
      isolated = on;
      network.cut(name, on);
    },
    pause: (ms) => simulation.pause(owner, ms, (label) => label === REQUEST),
    kill() {
      network.leave(name);
      simulation.drop(owner, (label) => label === REQUEST && simulation.chance(0.5));
    },
  };
}

/** Entries reach a follower in order and a little later, and none when its process is dead. */
function followLate(
  simulation: Simulation,
  owner: object,
  journal: Journal,
  after: number,
  receive: (entry: JournalEntry) => void,
): () => void {
  const arrived: JournalEntry[] = [];
  const stop = journal.follow(after, (entry) => {
    arrived.push(entry);
    simulation.after(simulation.between(1, FOLLOW_MS_MAX), "entry followed", owner, () => {
      for (let next = arrived.shift(); next; next = arrived.shift()) {
        receive(next);
        if (next === entry) return;
      }
    });
  });
  return () => {
    arrived.length = 0;
    stop();
  };
}
