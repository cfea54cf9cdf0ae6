import type {
  LeaseRead,
  LeaseWritten,
  PartitionLeases,
} from "../../../engine/ports/partition_leases.ts";
import type { Simulation } from "./simulation.ts";

/**
 * The bucket of leases in virtual time. It lasts while processes come and go; requests and answers
 * travel, and are late, lost, or meet no leader, as the faults say. A lease lapses 2 s after it was
 * last written, up to 0.3 s late, as the real one does.
 */
export interface VirtualLeases {
  open(owner: object, name: string): PartitionLeases;
  faults: LeaseFaults;
  /** What stands there now, for whoever judges. */
  holder(partition: number): string | undefined;
}

export interface LeaseFaults {
  delayMs: [min: number, max: number];
  /** Probabilities, 0–1. */
  requestLost: number;
  replyLost: number;
  /** A lease that lapses long before its time: two may believe that they own. */
  lapsesEarly: number;
  /** Nobody answers. */
  leaderless: boolean;
}

export const noLeaseFaults = (): LeaseFaults => ({
  delayMs: [1, 3],
  requestLost: 0,
  replyLost: 0,
  lapsesEarly: 0,
  leaderless: false,
});

const LEASE_MS = 2_000;
const LATE_MS_MAX = 300;
const EARLY_MS = 300;
const TIMEOUT_MS = 2_000;

interface Held {
  owner?: string;
  revision: number;
  released: boolean;
  lapse(): void;
}

export function createVirtualLeases(simulation: Simulation): VirtualLeases {
  const faults = noLeaseFaults();
  const held = new Map<number, Held>();
  const watchers = new Set<(partition: number) => void>();
  const bucket = {};
  let revisions = 0;

  function write(partition: number, owner: string | undefined): number {
    held.get(partition)?.lapse();
    const early = owner !== undefined && simulation.chance(faults.lapsesEarly);
    if (early) simulation.mark("lease lapses early");
    const ms = early ? EARLY_MS : LEASE_MS + simulation.between(0, LATE_MS_MAX);
    const of: Held = { owner, revision: ++revisions, released: owner === undefined, lapse() {} };
    held.set(partition, of);
    if (owner !== undefined) of.lapse = simulation.after(ms, "lease lapses", bucket, lapse);
    function lapse(): void {
      if (held.get(partition) !== of) return;
      held.set(partition, { revision: ++revisions, released: false, lapse() {} });
      if (simulation.chance(0.7)) { for (const hint of watchers) hint(partition); }
    }
    return of.revision;
  }

  function read(partition: number): LeaseRead {
    const of = held.get(partition);
    if (of?.owner !== undefined) return { state: "held", owner: of.owner, revision: of.revision };
    return { state: "absent", revision: of?.revision ?? 0, released: of?.released ?? false };
  }

  function put(partition: number, owner: string | undefined, revision: number): LeaseWritten {
    if ((held.get(partition)?.revision ?? 0) !== revision) return { state: "refused" };
    return { state: "held", revision: write(partition, owner) };
  }

  /** There and back, for one process. */
  function travel<Answer>(owner: object, unknown: Answer, run: () => Answer): Promise<Answer> {
    return new Promise((resolve) => {
      const giveUp = simulation.after(TIMEOUT_MS, "lease times out", owner, () => resolve(unknown));
      if (faults.leaderless || simulation.chance(faults.requestLost)) return;
      simulation.after(simulation.between(...faults.delayMs), "lease asked", bucket, () => {
        if (faults.leaderless) return;
        const answer = run();
        if (simulation.chance(faults.replyLost)) return;
        simulation.after(simulation.between(...faults.delayMs), "lease answered", owner, () => {
          giveUp();
          resolve(answer);
        });
      });
    });
  }

  const unknown = { state: "unknown" } as const;
  return {
    faults,
    holder: (partition) => held.get(partition)?.owner,
    open: (owner, name) => ({
      read: (partition) => travel<LeaseRead>(owner, unknown, () => read(partition)),
      create: (partition, _, revision) =>
        travel<LeaseWritten>(
          owner,
          unknown,
          () =>
            held.get(partition)?.owner !== undefined
              ? { state: "refused" }
              : put(partition, name, revision),
        ),
      renew: (partition, _, revision) =>
        travel<LeaseWritten>(owner, unknown, () => put(partition, name, revision)),
      async release(partition, revision) {
        await travel<LeaseWritten>(owner, unknown, () => put(partition, undefined, revision));
      },
      watch(hint) {
        const told = (partition: number) =>
          void simulation.after(1, "lease hint", owner, () => hint(partition));
        watchers.add(told);
        return () => void watchers.delete(told);
      },
    }),
  };
}
