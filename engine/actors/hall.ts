import type { PartitionGauges } from "./gauges.ts";
import type { Phase } from "./desk.ts";
import { createPartition, type Partition } from "./partition.ts";
import type { Tenancy } from "./tenancy.ts";
import type { Store, World } from "./world.ts";

/** The partitions of one process, each taken when it is first needed. */
export interface Hall {
  of(number: number): Partition;
  /** The partition when this process has it. */
  find(number: number): Partition | undefined;
  /** A partition that is stopped, or about to be. */
  forget(number: number): void;
  /** Takes a partition anew under a tenancy; the one before it is stopped. */
  take(number: number, tenancy: Tenancy): Partition;
  each(visit: (partition: Partition) => void): void;
  phases(): { partition: number; state: Phase["state"]; reason?: string }[];
  gauges(): PartitionGauges[];
  stop(): Promise<void>;
}

export function createHall(world: World, open: (partition: number) => Promise<Store>): Hall {
  const partitions = new Map<number, Partition>();

  function of(number: number): Partition {
    let partition = partitions.get(number);
    if (partition === undefined) {
      partition = createPartition(world, number, () => open(number));
      partitions.set(number, partition);
    }
    return partition;
  }

  function take(number: number, tenancy: Tenancy): Partition {
    partitions.get(number)?.abandon("taken anew");
    const partition = createPartition(world, number, () => open(number), tenancy);
    partitions.set(number, partition);
    return partition;
  }

  return {
    of,
    find: (number) => partitions.get(number),
    forget: (number) => void partitions.delete(number),
    take,
    each(visit) {
      for (const partition of partitions.values()) visit(partition);
    },
    phases: () =>
      [...partitions.values()].map((partition) => {
        const phase = partition.phase();
        const reason = "reason" in phase ? phase.reason : undefined;
        return { partition: partition.number, state: phase.state, reason };
      }),
    gauges: () => [...partitions.values()].map((partition) => partition.gauges()),
    async stop() {
      await Promise.all([...partitions.values()].map((partition) => partition.stop()));
    },
  };
}
