import type { Documents } from "../../../engine/ports/documents.ts";
import type { Snapshots } from "../../../engine/ports/snapshots.ts";
import { type Alarm, type DeadLetter, type Engine, startEngine } from "../../../engine/mod.ts";
import type { Core } from "../../../engine/actors/world.ts";
import { createVirtualClock, createVirtualRandom, type Simulation } from "./simulation.ts";
import { REQUEST, type VirtualJournal } from "./journal.ts";

/** What lasts when a process dies. */
export interface Disk {
  journal(partition: number): VirtualJournal;
  snapshots(partition: number): Snapshots;
  documents: Documents;
}

/** One engine process in the simulation. */
export interface VirtualProcess {
  engine: Engine;
  alarms: Alarm[];
  deadLetters: DeadLetter[];
  /**
   * `kill -9`: nothing of it runs any more. Appends on their way arrive or are torn, as the seed
   * says; replies to it are lost.
   */
  kill(): void;
}

export interface ProcessSettings {
  owner: string;
  partitions: number[];
  core?: Core;
}

export function startProcess(
  simulation: Simulation,
  disk: Disk,
  settings: ProcessSettings,
): VirtualProcess {
  const owner = {};
  const alarms: Alarm[] = [];
  const deadLetters: DeadLetter[] = [];
  const engine = startEngine({
    ...settings,
    open: (partition) =>
      Promise.resolve({
        journal: disk.journal(partition).open(owner),
        snapshots: disk.snapshots(partition),
      }),
    documents: disk.documents,
    clock: createVirtualClock(simulation, owner),
    random: createVirtualRandom(simulation),
    onAlarm: (alarm) => alarms.push(alarm),
    onDeadLetter: (letter) => deadLetters.push(letter),
  });
  return {
    engine,
    alarms,
    deadLetters,
    kill() {
      simulation.drop(owner, (label) => {
        if (label !== REQUEST) return false;
        const arrives = simulation.chance(0.5);
        simulation.mark(arrives ? "append survives its process" : "append torn");
        return arrives;
      });
    },
  };
}
