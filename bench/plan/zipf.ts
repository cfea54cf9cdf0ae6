/** Shares of companies as they are in the world: the k-th largest has 1/k of the largest. */
export interface Zipf {
  /** Sums to 1, the largest first. */
  shares: number[];
  /** The company to which a number 0 ≤ x < 1 belongs. */
  at(x: number): number;
  /** So many of them, spread; everybody gets at least one. */
  spread(whole: number): number[];
}

export function zipf(companies: number): Zipf {
  const weights = Array.from({ length: companies }, (_, index) => 1 / (index + 1));
  const sum = weights.reduce((all, one) => all + one, 0);
  const shares = weights.map((one) => one / sum);
  let reached = 0;
  const ends = shares.map((share) => reached += share);
  return {
    shares,
    at(x) {
      const found = ends.findIndex((end) => x < end);
      return found < 0 ? companies - 1 : found;
    },
    spread: (whole) => shares.map((share) => Math.max(1, Math.round(whole * share))),
  };
}
