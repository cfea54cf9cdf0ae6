/** Seeded chance for histories and benches: the same seed throws the same dice everywhere. */
export interface Dice {
  /** A whole number below `sides`. */
  below(sides: number): number;
  chance(share: number): boolean;
  of<T>(list: readonly T[]): T;
}

/** Mulberry32. */
export function createDice(seed: number): Dice {
  let state = seed | 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    below: (sides) => Math.floor(next() * sides),
    chance: (share) => next() < share,
    of: (list) => list[Math.floor(next() * list.length)],
  };
}
