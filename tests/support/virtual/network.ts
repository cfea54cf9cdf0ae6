import type { Neighbours, News } from "../../../engine/ports/neighbours.ts";
import type { EngineDoor } from "../../../engine/ports/door.ts";
import type { Command, Reply } from "../../../engine/contract/wire/commands.ts";
import { partitionOf } from "../../../engine/contract/wire/ids.ts";
import type { Simulation } from "./simulation.ts";

/**
 * What lies between processes: news, questions, commands and replies travel, late or lost. Who has
 * a partition's door open gets its commands; two that believe to own it both get them.
 */
export interface Network {
  neighbours(owner: object, name: string): Neighbours;
  doors(name: string): { open(partition: number): void; close(partition: number): void };
  join(owner: object, name: string, door: EngineDoor): void;
  /** It is dead, or cut off: nothing reaches it, nothing comes from it. */
  cut(name: string, on: boolean): void;
  leave(name: string): void;
  command(command: Command): Promise<Reply>;
  hello(gateway: string): void;
  /** Who listens for a partition. */
  listening(partition: number): string[];
  faults: NetworkFaults;
}

export interface NetworkFaults {
  delayMs: [min: number, max: number];
  lost: number;
  doubled: number;
}

interface Joined {
  owner: object;
  door: EngineDoor;
}

export const noNetworkFaults = (): NetworkFaults => ({ delayMs: [1, 3], lost: 0, doubled: 0 });

const ASK_WITHIN_MS = 1_000;

export function createNetwork(simulation: Simulation): Network {
  const faults = noNetworkFaults();
  const joined = new Map<string, Joined>();
  const hearers = new Map<string, (news: News) => void>();
  const open = new Map<number, Set<string>>();
  const cutOff = new Set<string>();
  const wire = {};

  const delay = (): number => simulation.between(...faults.delayMs);

  /** Runs `arrive` in the process of that name, once, twice or never. */
  function carry(to: string, label: string, arrive: () => void): void {
    const times = simulation.chance(faults.lost) ? 0 : simulation.chance(faults.doubled) ? 2 : 1;
    for (let time = 0; time < times; time++) {
      const at = joined.get(to);
      if (at === undefined || cutOff.has(to)) return;
      simulation.after(delay(), label, at.owner, () => cutOff.has(to) ? undefined : arrive());
    }
  }

  function back(from: string, label: string, arrive: () => void): void {
    if (cutOff.has(from) || simulation.chance(faults.lost)) return;
    simulation.after(delay(), label, wire, arrive);
  }

  function neighbours(owner: object, name: string): Neighbours {
    return {
      ask: (engine) =>
        new Promise((resolve) => {
          simulation.after(ASK_WITHIN_MS, "question silent", owner, () => resolve("silent"));
          if (!joined.has(engine)) {
            return simulation.after(delay(), "nobody asked", owner, () => resolve("nobody"));
          }
          carry(engine, "question", () => {
            back(engine, "answer", () => resolve("lives"));
          });
        }),
      tell(news) {
        for (const [other, hear] of hearers) {
          if (other !== name && !cutOff.has(name)) carry(other, "news", () => hear(news));
        }
      },
      hear(receive) {
        hearers.set(name, receive);
        return () => void hearers.delete(name);
      },
    };
  }

  function command(command: Command): Promise<Reply> {
    return new Promise((resolve) => {
      for (const name of open.get(partitionOf(command.workspace)) ?? []) {
        carry(name, "command", () => {
          joined.get(name)?.door.submit(command, (reply) => {
            back(name, "reply", () => resolve(reply));
          });
        });
      }
    });
  }

  return {
    faults,
    neighbours,
    command,
    doors: (name) => ({
      open(partition) {
        const names = open.get(partition) ?? new Set();
        open.set(partition, names.add(name));
      },
      close: (partition) => void open.get(partition)?.delete(name),
    }),
    join: (owner, name, door) => void joined.set(name, { owner, door }),
    cut: (name, on) => void (on ? cutOff.add(name) : cutOff.delete(name)),
    leave(name) {
      joined.delete(name);
      hearers.delete(name);
      cutOff.delete(name);
      for (const names of open.values()) names.delete(name);
    },
    hello(gateway) {
      for (const [name, { door }] of joined) carry(name, "hello", () => door.hello(gateway));
    },
    listening: (partition) => [...open.get(partition) ?? []],
  };
}
