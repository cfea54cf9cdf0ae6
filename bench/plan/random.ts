/** A seeded source of numbers (mulberry32): the same seed gives the same people and the same day. */
export interface Random {
  /** 0 ≤ x < 1. */
  next(): number;
  exponential(mean: number): number;
  /** Mean and a spread as people show it: `SIGMA` of the logarithm. */
  lognormal(mean: number): number;
}

export const SIGMA = 0.6;

export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const exponential = (mean: number): number => -Math.log(1 - next()) * mean;
  const normal = (): number =>
    Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  return {
    next,
    exponential,
    lognormal: (mean) => Math.exp(Math.log(mean) - SIGMA * SIGMA / 2 + SIGMA * normal()),
  };
}
