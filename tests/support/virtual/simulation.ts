import { setImmediate } from "node:timers";
import type { Clock } from "../../../engine/ports/clock.ts";
import type { Random } from "../../../engine/ports/random.ts";

/**
 * A world in which nothing happens by itself. Whatever would take time (an append, a reply on its
 * way, an alarm) is an event with a time; `step` takes one, chosen by the seed among those that are
 * due, and lets everything that follows from it run to its end. Equal seeds give equal runs.
 */
export interface Simulation {
  readonly seed: number;
  /** 0 ≤ x < 1, from the seed. */
  random(): number;
  chance(probability: number): boolean;
  between(min: number, max: number): number;
  monotonic(): number;
  wall(): number;
  /** Sets the machines' clocks ahead or back; monotonic time is left alone. */
  leapWall(ms: number): void;
  /** Does `run` after `ms`, unless the owner is dropped before. Returns the canceller. */
  after(ms: number, label: string, owner: object, run: () => void): () => void;
  /** The owner is dead: what it still had to do is forgotten, except what `keep` says. */
  drop(owner: object, keep?: (label: string) => boolean): void;
  /** The owner stands still for so long; what others do to it on the way goes on (`keep`). */
  pause(owner: object, ms: number, keep: (label: string) => boolean): void;
  /** Does the next event; its label, or undefined when nothing is left. */
  step(): Promise<string | undefined>;
  /** Events that were done so far. */
  steps(): number;
  /** Steps until the condition holds; throws with the seed when it does not within the bound. */
  until(condition: () => boolean, stepsMax?: number): Promise<void>;
  /** Lets time pass without doing what falls within it; that is then late. */
  skip(ms: number): void;
  /** Does everything that falls within the next `ms`. */
  pass(ms: number): Promise<void>;
  /** How often something rare happened, by name. */
  marks: Map<string, number>;
  mark(name: string): void;
}

interface Happening {
  at: number;
  label: string;
  owner: object;
  run: () => void;
}

interface Pause {
  until: number;
  keep(label: string): boolean;
}

const STEPS_MAX = 20_000;
const EPOCH_MS = Date.UTC(2026, 10, 11);

/** mulberry32: small, seeded, good enough to choose by. */
function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let value = Math.imul(state ^ (state >>> 15), state | 1);
    value ^= value + Math.imul(value ^ (value >>> 7), value | 61);
    return ((value ^ (value >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Lets every promise that can go on go on; nothing else runs in this world. */
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

function earliest(happenings: Happening[], dueAt: (of: Happening) => number): number {
  let at = Infinity;
  for (const happening of happenings) at = Math.min(at, dueAt(happening));
  return at;
}

async function until(
  seed: number,
  step: () => Promise<string | undefined>,
  condition: () => boolean,
  stepsMax: number,
): Promise<void> {
  await settle();
  for (let steps = 0; !condition(); steps++) {
    if (steps >= stepsMax) throw new Error(`seed ${seed}: not reached in ${stepsMax} steps`);
    if (await step() === undefined) throw new Error(`seed ${seed}: nothing left to happen`);
  }
}

export function createSimulation(seed: number): Simulation {
  const random = generator(seed);
  let happenings: Happening[] = [];
  let time = 0;
  let taken = 0;
  let wallAheadMs = EPOCH_MS;
  const marks = new Map<string, number>();
  const dead = new WeakSet<object>();
  const paused = new Map<object, Pause>();
  const dueAt = ({ at, label, owner }: Happening): number => {
    const pause = paused.get(owner);
    return pause === undefined || pause.keep(label) ? at : Math.max(at, pause.until);
  };
  function take(): Happening | undefined {
    if (happenings.length === 0) return undefined;
    time = Math.max(time, earliest(happenings, dueAt));
    const due = happenings.filter((happening) => dueAt(happening) <= time);
    const chosen = due[Math.floor(random() * due.length)];
    happenings.splice(happenings.indexOf(chosen), 1);
    return chosen;
  }

  async function step(): Promise<string | undefined> {
    const happening = take();
    if (happening === undefined) return undefined;
    taken++;
    happening.run();
    await settle();
    return happening.label;
  }

  async function pass(ms: number): Promise<void> {
    await settle();
    const end = time + ms;
    while (happenings.some((happening) => dueAt(happening) <= end)) await step();
    time = end;
  }

  return {
    seed,
    random,
    chance: (probability) => random() < probability,
    between: (min, max) => min + Math.floor(random() * (max - min + 1)),
    monotonic: () => time,
    wall: () => time + wallAheadMs,
    leapWall: (ms) => void (wallAheadMs += ms),
    after(ms, label, owner, run) {
      if (dead.has(owner)) return () => {};
      const happening = { at: time + Math.max(0, ms), label, owner, run };
      happenings.push(happening);
      return () => {
        const place = happenings.indexOf(happening);
        if (place >= 0) happenings.splice(place, 1);
      };
    },
    drop(owner, keep = () => false) {
      dead.add(owner);
      happenings = happenings.filter((of) => of.owner !== owner || keep(of.label));
    },
    pause: (owner, ms, keep) => void paused.set(owner, { until: time + ms, keep }),
    step,
    steps: () => taken,
    until: (condition, stepsMax = STEPS_MAX) => until(seed, step, condition, stepsMax),
    pass,
    skip: (ms) => void (time += ms),
    marks,
    mark: (name) => void marks.set(name, (marks.get(name) ?? 0) + 1),
  };
}

/** The clock of one process: its alarm dies with it. */
export function createVirtualClock(simulation: Simulation, owner: object): Clock {
  let cancel = () => {};
  return {
    wall: simulation.wall,
    monotonic: simulation.monotonic,
    alarm(afterMs, ring) {
      cancel();
      return cancel = simulation.after(afterMs, "alarm", owner, ring);
    },
  };
}

export const createVirtualRandom = (simulation: Simulation): Random => ({
  bytes: (count) => Uint8Array.from({ length: count }, () => simulation.between(0, 255)),
});
